import Artifacts
import Corpora
import Foundation
import Stages
import Testing

struct PaddockStageTests {
  private func run(seed: UInt64) throws -> ToyRun {
    var configuration = PaddockConfiguration.standard
    configuration.documents = 120
    configuration.demonstrations = 30
    configuration.collectionPrompts = 20
    configuration.prompts = 20
    configuration.heldOutPrompts = 10
    configuration.dialogues = 6
    configuration.heldOutDialogues = 3
    configuration.vocabulary = 330
    return try ToyBench().run(PaddockStage(), configuration, [:], seed: seed)
  }

  @Test func worldIsAFunctionOfItsSeed() throws {
    func bytes(_ run: ToyRun) throws -> [Data] {
      try ["world", "corpus", "tokenizer", "demonstrations"].flatMap { slot in
        try run.output(slot).files.sorted { $0.key < $1.key }.map { try Data(contentsOf: $0.value) }
      }
    }
    let (one, same, other) = (try run(seed: 3), try run(seed: 3), try run(seed: 4))
    #expect(try bytes(one) == bytes(same))
    #expect(try bytes(one) != bytes(other))
  }

  @Test func heldOutPromptsAreNotTrainedOn() throws {
    let run = try run(seed: 3)
    func keys(_ slot: String) throws -> Set<String> {
      Set(try run.rows(slot, "prompts", of: PromptRecord.self).map(\.promptKey))
    }
    #expect(try keys("heldOutPrompts").count == 10)
    #expect(try keys("heldOutPrompts").isDisjoint(with: keys("prompts")))
    #expect(try keys("heldOutPrompts").isDisjoint(with: keys("collectionPrompts")))
    let dialogues = try run.rows("dialogues", "dialogues", of: InstructedDialogue.self)
    #expect(dialogues.allSatisfy { (2...8).contains($0.turns.count) })
  }
}
