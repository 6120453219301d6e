import Corpora
import Foundation
import Pipelines
import Stages
import TensorTestSupport
import Testing

struct ImportsPipelineTests {
  private let kinds = StageKinds([
    ImportModel(backend: ReferenceBackend()), ImportDemonstrations(), ImportComparisons(),
    ImportPrompts(), ImportDialogues(),
  ])

  private func pipeline(_ yaml: String, _ settings: String...) throws -> Pipeline {
    try Pipeline(yaml: yaml, file: "imports.yaml", settings: settings, kinds: kinds)
  }

  @Test func everyImportIsWrittenAsAPipelineWritesIt() throws {
    let pipeline = try pipeline(
      """
      stages:
        base: {kind: import-model, path: models/small}
        rows: {kind: import-demonstrations, paths: [a.json], unusableRows: refuse}
        pairs: {kind: import-comparisons, paths: [b.jsonl], domain: safety, identicalAnswers: drop}
        prompts: {kind: import-prompts, paths: [c.csv], safety: true, category: odd, limit: 5}
        talk:
          kind: import-dialogues
          paths: [d.jsonl]
          instructions:
            - {type: opening, text: Begin with Oh., terse: "Begin: Oh.", rule: begins, phrase: Oh}
      """, "base.path=models/other")
    #expect(pipeline.stages.count == 5)
    #expect(pipeline.stages[0].configuration.canonicalText == #"{"path":"models/other"}"#)
    let talk = pipeline.stages[4].configuration.canonicalText
    #expect(talk.contains(#""phrase":"Oh","rule":"begins""#))
  }

  @Test func importWithoutFilesIsRefusedBeforeARun() {
    #expect {
      _ = try pipeline("stages: {a: {kind: import-prompts}}")
    } throws: { error in
      "\(error)".contains("paths must name at least one file")
    }
  }

  @Test func unknownRuleIsNamedWithItsPlace() {
    let yaml = """
      stages:
        a:
          kind: import-dialogues
          paths: [x]
          instructions: [{type: t, text: t, terse: t, rule: starts, phrase: p}]
      """
    #expect {
      _ = try pipeline(yaml)
    } throws: { error in
      "\(error)".contains("a.instructions[0].rule cannot be 'starts'")
    }
  }
}
