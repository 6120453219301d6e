import Corpora
import Foundation
import Testing
import Tokenization

/// The folder of public reference data, where the environment names one.
enum Reference {
  static let folder = ProcessInfo.processInfo.environment["LLAMERO_REFERENCE"]
  static var isAvailable: Bool { folder != nil }

  static func file(_ path: String) -> RecordFile {
    RecordFile(URL(filePath: folder ?? "").appending(path: path))
  }
}

@Suite(.enabled(if: Reference.isAvailable, "set LLAMERO_REFERENCE"))
struct ReferenceTests {
  @Test func demonstrationsAreImportedWhole() throws {
    let dolly = try Reference.file("sft/dolly_3k.json").demonstrations().counts
    #expect(dolly.read == 2996 && dolly.used + dolly.dropped.values.reduce(0, +) == 2996)
    #expect(dolly.used > 2980)
    let lima = try Reference.file("sft/lima.json").demonstrations()
    #expect(lima.counts.used == 1029)
    #expect(lima.rows.count { $0.messages.count > 2 } == 29)
    #expect(
      try Reference.file("sft/safety-demonstrations.json").demonstrations().counts.read == 2483)
  }

  @Test func comparisonsAreImportedAndCounted() throws {
    let options = ImportOptions(identicalAnswers: .drop, domain: .safety)
    let harmless = try Reference.file("preferences/hh-harmless.jsonl.gz").comparisons(options)
    #expect(harmless.counts.read == 2000)
    #expect(harmless.counts.used > 1900)
    #expect(harmless.rows.allSatisfy { $0.domain == .safety && $0.messages.last?.role == .user })
    let alpaca = try Reference.file("preferences/alpaca-eval-gpt4.jsonl.gz")
      .comparisons(ImportOptions(identicalAnswers: .drop))
    #expect(alpaca.counts.read == 8000)
    #expect(alpaca.counts.dropped == ["identical answers": 2, "no answer": 8])
    #expect(Set(alpaca.rows.map(\.promptKey)).count == 600)
    let split = alpaca.rows.split(heldOut: 0.1, seed: 1)
    #expect(
      Set(split.training.map(\.promptKey)).isDisjoint(with: split.heldOut.map(\.promptKey)))
    let panda = try Reference.file("preferences/pandalm.json").comparisons(
      ImportOptions(identicalAnswers: .drop))
    #expect(panda.counts.read == 999)
    #expect(panda.counts.dropped["answer is not a text"] == 6)
  }

  @Test func promptsAndDialoguesAreImported() throws {
    let borderline = try Reference.file("prompts/xstest.csv").prompts().rows
    #expect(borderline.count == 450)
    #expect(borderline.count { $0.expectsRefusal == true } == 200)
    #expect(try Reference.file("prompts/advbench.csv").prompts().counts.used == 400)
    let dialogues = try Reference.file("dialogues/mtbench101.jsonl").dialogues().rows
    #expect(dialogues.count == 1388)
    #expect(dialogues.allSatisfy { (1...7).contains($0.turns.count) })
  }
}
