import Artifacts
import Foundation
import Logging
import Pipelines
import Testing

struct PlannerTests {
  private let bench: Workbench
  private let yaml = """
    name: toy
    stages:
      n: {kind: numbers}
      c: {kind: count}
      j: {kind: join, first: n.numbers}
    """

  init() throws { bench = try Workbench() }

  private func plan(
    _ settings: [String] = [], from: String? = nil, until: String? = nil, hasStore: Bool = true
  ) throws -> PipelinePlan {
    let planner = Planner(
      hasStore ? bench.store : nil,
      settings: RunnerSettings(baseFolder: bench.home, command: "", numericIdentity: "float32"),
      logger: Logger(label: "test"))
    let pipeline = try Pipeline(
      yaml: yaml, file: "toy.yaml", settings: settings, kinds: bench.kinds())
    return try planner.plan(pipeline, from: from, until: until)
  }

  private func actions(_ plan: PipelinePlan) -> [String] {
    plan.stages.map { "\($0.name) \($0.action)" }
  }

  @Test func withoutAStoreOrAResultEverythingRuns() throws {
    #expect(actions(try plan(hasStore: false)) == ["n run", "c run", "j run"])
    #expect(actions(try plan()) == ["n run", "c run", "j run"])
    #expect(try plan().stages[2].dependsOn == ["n"])
    #expect(try plan().secondsLeft == nil)
    #expect(try bench.store.runs().isEmpty)
  }

  @Test func whatIsFinishedIsSkippedAndTellsItsTime() throws {
    try bench.run(yaml)
    let plan = try plan()
    #expect(actions(plan) == ["n skip", "c skip", "j skip"])
    #expect(plan.secondsLeft == 0)
    #expect(try plan.stages.map(\.key) == bench.stages().map(\.key))
    #expect(actions(try self.plan(until: "c")) == ["n skip", "c skip"])
    #expect(actions(try self.plan(from: "c")) == ["n skip", "c run", "j run"])
    #expect(try self.plan(from: "c").secondsLeft != nil)
  }

  /// Numbers of another seed may turn out to be the same numbers, so what follows is not known.
  @Test func whatFollowsAChangeDependsOnIt() throws {
    try bench.run(yaml)
    let changed = try plan(["n.count=4"])
    #expect(actions(changed) == ["n run", "c skip", "j depends"])
    #expect(changed.stages[2].dependsOn == ["n"])
  }

  @Test func whatWasInterruptedGoesOn() throws {
    bench.journal.plan(breaksAt: 5)
    #expect(throws: PipelineError.self) { try bench.run(yaml) }
    let plan = try plan()
    #expect(actions(plan) == ["n skip", "c resume", "j run"])
    #expect(plan.stages[1].step == 3)
    #expect(plan.secondsLeft == nil)
  }

  /// A result with a missing file is computed again, and looking moves nothing aside.
  @Test func aDamagedResultRuns() throws {
    try bench.run(yaml)
    let digest = try #require(try bench.stages()[0].outputs["numbers"])
    try FileManager.default.removeItem(at: bench.store.artifact(digest).url("numbers.txt"))
    #expect(actions(try plan()) == ["n run", "c skip", "j depends"])
  }

  @Test func whoAsksPeopleIsMarked() throws {
    let pipeline = try bench.pipeline("stages:\n  a: {kind: ask}\n  n: {kind: numbers}")
    let planner = Planner(
      nil,
      settings: RunnerSettings(baseFolder: bench.home, command: "", numericIdentity: "float32"),
      logger: Logger(label: "test"))
    #expect(try planner.plan(pipeline).stages.map(\.asksPeople) == [true, false])
  }
}
