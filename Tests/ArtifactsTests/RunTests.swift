import Artifacts
import Foundation
import Testing

struct RunTests {
  @Test func unfinishedRunIsContinuedAndAFinishedOneIsNot() throws {
    let store = try TemporaryStore()
    let first = try store.startRun(plan())
    try store.store.setState(of: first, to: .failed, error: "why")
    let second = try store.startRun(plan())
    #expect(second.run == first.run)
    #expect(second.isContinued)
    #expect(try store.store.run("last").error == nil)
    try store.store.setState(of: second, to: .finished)
    let third = try store.startRun(plan())
    #expect(third.run != first.run)
    #expect(!third.isContinued)
  }

  @Test func anotherPlanIsAnotherRun() throws {
    let temporary = try TemporaryStore()
    let first = try temporary.startRun(plan(seed: 1))
    let second = try temporary.startRun(plan(seed: 2))
    #expect(first.run != second.run)
    #expect(try temporary.store.runs().map(\.id) == [second.run, first.run])
    let again = try temporary.startRun(plan(seed: 1))
    #expect(again.run == first.run)
    #expect(try temporary.store.run("last").id == first.run)
  }

  @Test func processLeftBehindCannotWrite() throws {
    let temporary = try TemporaryStore()
    let old = try temporary.startRun(plan())
    let new = try temporary.startRun(plan())
    #expect(new.token == old.token + 1)
    #expect(throws: StoreError.lostRun(run: old.run.text)) {
      try temporary.store.setState(of: old, to: .finished)
    }
    #expect(throws: StoreError.lostRun(run: old.run.text)) {
      try temporary.store.begin(computation("x"), stage: "first", in: old)
    }
    try temporary.store.setState(of: new, to: .finished)
    #expect(try temporary.store.run("last").state == .finished)
  }

  @Test func killedRunIsShownAsInterrupted() throws {
    let temporary = try TemporaryStore()
    let session = try temporary.startRun(plan())
    try temporary.store.begin(computation("x"), stage: "first", in: session)
    #expect(try temporary.store.stages(of: session.run)[0].state == .running)
    let other = try TemporaryStore()
    let killed = try other.startRun(plan())
    try other.store.begin(computation("x"), stage: "first", in: killed)
    other.endTurn()
    #expect(try other.store.run("last").state == .interrupted)
    #expect(try other.store.stages(of: killed.run)[0].state == .interrupted)
  }

  @Test func cancelledRunIsNotContinued() throws {
    let temporary = try TemporaryStore()
    let first = try temporary.startRun(plan())
    try temporary.store.setState(of: first, to: .interrupted)
    try temporary.store.cancel(first.run)
    try temporary.store.cancel(first.run)
    #expect(try temporary.store.run("last").state == .cancelled)
    let second = try temporary.startRun(plan())
    #expect(second.run != first.run && !second.isContinued)
    try temporary.store.setState(of: second, to: .finished)
    #expect(throws: StoreError.finishedRun(second.run.text)) {
      try temporary.store.cancel(second.run)
    }
    let kinds = try temporary.store.events(of: first.run).map(\.kind)
    #expect(kinds == [.runStarted, .runStopped, .runCancelled])
  }

  @Test func finishedRunStaysFinished() throws {
    let temporary = try TemporaryStore()
    let session = try temporary.startRun(plan())
    try temporary.store.setState(of: session, to: .finished)
    #expect(throws: StoreError.lostRun(run: session.run.text)) {
      try temporary.store.setState(of: session, to: .failed, error: "late")
    }
    #expect(try temporary.store.run("last").state == .finished)
  }

  @Test func runsAreFoundByLastAndByTheirFirstDigits() throws {
    let temporary = try TemporaryStore()
    let id = try temporary.startRun(plan()).run
    #expect(try temporary.store.run("last").id == id)
    #expect(try temporary.store.run(String(id.text.prefix(5))).id == id)
    let error = #expect(throws: StoreError.self) { try temporary.store.run("latest") }
    #expect(error?.description == "There is no run 'latest'; 'llamero runs' lists them.")
  }

  @Test func recordKeepsSeedDefinitionAndTimes() throws {
    let temporary = try TemporaryStore()
    let before = Date().addingTimeInterval(-1)
    _ = try temporary.startRun(plan(["a", "b"], seed: .max))
    let run = try temporary.store.run("last")
    #expect(run.seed == .max)
    #expect(run.pipeline == "toy")
    #expect(try temporary.store.definition(of: run.id).contains("stages"))
    #expect(run.createdAt > before && run.createdAt < Date().addingTimeInterval(1))
    #expect(run.library == temporary.store.library.version)
    #expect(try temporary.store.stages(of: run.id).map(\.name) == ["a", "b"])
  }

  @Test func descriptionsOfKindsAreKeptInOrder() throws {
    let temporary = try TemporaryStore()
    let metrics = [
      MetricDescription("z", unit: "nats", better: .lower, "First."),
      MetricDescription("a", "Second."),
    ]
    let kind = StageKindRecord(kind: "sft", version: 3, summary: "Teaches.", metrics: metrics)
    try temporary.store.describe([kind])
    try temporary.store.describe([kind])
    #expect(try temporary.store.stageKind("sft") == kind)
    #expect(try temporary.store.stageKind("ppo") == nil)
  }
}
