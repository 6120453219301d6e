import Artifacts
import Foundation
import Logging
import Pipelines
import Testing

struct StageContextTests {
  @Test func aDeclaredSlotThatIsNotFilledIsEmpty() throws {
    let context = Self.context()
    #expect(try context.optionalInput("world") == nil)
    #expect(try context.inputs("world").isEmpty)
    #expect(throws: PipelineError.self) { try context.input("world") }
  }

  @Test func aSlotThatIsNotDeclaredIsAMistakeOfOurs() async {
    await #expect(processExitsWith: .failure) { _ = try Self.context().optionalInput("wrold") }
    await #expect(processExitsWith: .failure) { _ = try Self.context().inputs("wrold") }
    await #expect(processExitsWith: .failure) { _ = try Self.context().input("wrold") }
    await #expect(processExitsWith: .failure) { _ = try Self.context().output("modle") }
  }

  private static func context() -> StageContext {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    return StageContext(
      StageIdentity(
        name: "work", seed: 1, baseFolder: folder, logger: Logger(label: "test"), components: [:]),
      of: StageDescription(
        kind: "work", version: 1, summary: "Works.",
        inputs: [InputSlot("world", kind: "world", "A world.", .optional)],
        outputs: [OutputSlot("model", kind: "model", "A model.")]),
      inputs: [:], scratch: folder, host: AbsentHost())
  }
}

/// The side of the process that these tests never reach.
private struct AbsentHost: StageHost {
  var shouldStop: Bool { false }

  func latestCheckpoint() throws -> StageCheckpoint? { nil }
  func saveCheckpoint(_ folder: URL, at place: CheckpointPlace, metrics: [MetricPoint]) throws {}
  func ask(_ questions: [Question], as plan: AskingPlan) throws -> [Answer] { [] }
  func noteOtherArithmetic(before: String, now: String) throws {}
  func progress(_ progress: StageProgress) {}
}
