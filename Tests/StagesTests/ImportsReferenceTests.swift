import Corpora
import Foundation
import Pipelines
import Stages
import TensorTestSupport
import Testing

@Suite(.enabled(if: ImportsReference.isAvailable, "set LLAMERO_REFERENCE"))
struct ImportsReferenceTests {
  @Test(arguments: ["models/base-5m", "models/stories260K"])
  func trainedModelsAreImported(path: String) throws {
    let bench = try ImportsReference.bench()
    let context = try bench.run(ImportModel(backend: ReferenceBackend()), .init(path: path))
    let names = try FileManager.default.contentsOfDirectory(
      atPath: context.output("model").path)
    #expect(
      Set(names).isSuperset(of: [
        "config.json", "generation_config.json", "model.safetensors", "tokenizer.model",
        "tokenizer_config.json",
      ]))
    #expect(names.contains { $0.hasPrefix("LICENSE") })
    #expect(!names.contains { $0.hasSuffix(".bin") })
  }

  @Test func demonstrationsOfTwoSetsComeTogether() throws {
    let bench = try ImportsReference.bench()
    let context = try bench.run(
      ImportDemonstrations(), .init(paths: ["sft/dolly_3k.json", "sft/lima.json"], limit: 2500))
    let rows = try bench.rows(
      context, "demonstrations", "demonstrations.jsonl", of: Demonstration.self)
    #expect(rows.count == 2500)
    #expect(Set(rows.map(\.id)).count == rows.count)
    #expect(context.rowLines.contains("dolly_3k.json / read / 2996"))
    #expect(context.rowLines.contains("lima.json / read / 1029"))
    let lima = rows.count { $0.id.hasPrefix("lima:") }
    #expect((550...730).contains(lima))
    #expect(context.rowLines.contains("lima.json / used / \(lima)"))
  }

  @Test func comparisonsOfBothDomainsAreImported() throws {
    let bench = try ImportsReference.bench()
    let context = try bench.run(
      ImportComparisons(),
      .init(
        paths: ["preferences/hh-harmless.jsonl.gz"], domain: .safety, identicalAnswers: .drop))
    let safety = try bench.rows(
      context, "comparisons", "comparisons.jsonl", of: Comparison.self)
    #expect(safety.count > 1900 && safety.allSatisfy { $0.domain == .safety })
    let other = try bench.run(
      ImportComparisons(),
      .init(
        paths: ["preferences/alpaca-eval-gpt4.jsonl.gz"], identicalAnswers: .drop, limit: 1500))
    #expect(other.rowLines.contains("alpaca-eval-gpt4.jsonl.gz / used / 1500"))
  }

  @Test func promptsAndDialoguesAreImported() throws {
    let bench = try ImportsReference.bench()
    let prompts = try bench.run(
      ImportPrompts(), .init(paths: ["prompts/xstest.csv", "prompts/advbench.csv"]))
    let rows = try bench.rows(prompts, "prompts", "prompts.jsonl", of: PromptRecord.self)
    #expect(rows.count == 850 && rows.count { $0.expectsRefusal == true } == 600)
    var configuration = ImportDialoguesConfiguration(paths: ["dialogues/mtbench101.jsonl"])
    configuration.maximumTurns = 3
    let dialogues = try bench.run(ImportDialogues(), configuration)
    let training = try bench.rows(
      dialogues, "dialogues", "dialogues.jsonl", of: InstructedDialogue.self)
    let heldOut = try bench.rows(
      dialogues, "heldOutDialogues", "dialogues.jsonl", of: InstructedDialogue.self)
    #expect(training.count + heldOut.count == 554 + 459)
    #expect(Set(training.map(\.instruction.id)).count == 6)
  }
}
