import Artifacts
import Foundation
import Pipelines
import Testing

/// Each cause that a person can bring about gets its own explanation.
struct ExplainerTests {
  private let bench: Workbench
  private let yaml = """
    seed: 7
    stages:
      n: {kind: numbers}
      c: {kind: count}
      j: {kind: join, first: n.numbers}
    """

  init() throws { bench = try Workbench() }

  private func causes(_ stage: String, of run: String = "last") throws -> [Cause] {
    var explainer = Explainer(bench.store)
    let explanation = try explainer.explanation(of: bench.store.run(run), stage: stage)
    try #require(explanation.stages.map(\.stage) == [stage])
    return explanation.stages[0].causes
  }

  /// Returns the difference that is the only cause of a stage.
  private func difference(_ stage: String) throws -> KeyDifference {
    let causes = try causes(stage)
    guard causes.count == 1, case .changed(let difference) = causes[0] else {
      throw ToyError(description: "\(stage): \(causes)")
    }
    return difference
  }

  private func changes(_ stage: String) throws -> [ComponentChange] {
    try difference(stage).changes
  }

  private func components(_ stage: String) throws -> [KeyComponent] {
    try difference(stage).changes.map(\.component)
  }

  @Test func theFirstOfItsKindIsSaidToBe() throws {
    try bench.run(yaml)
    #expect(try causes("c") == [.firstOfItsKind])
  }

  @Test func aChangedOptionIsNamed() throws {
    try bench.run(yaml)
    try bench.run(yaml, "n.range.low=1")
    #expect(
      try difference("n").changes == [
        ComponentChange(component: .option("range.low"), before: .integer(0), after: .integer(1))
      ])
  }

  @Test func aNewerVersionIsNamed() throws {
    try bench.run(yaml)
    let pipeline = try Pipeline(
      yaml: yaml, file: "toy.yaml", kinds: bench.kinds(numbersVersion: 2))
    _ = try bench.runner().run(pipeline)
    #expect(try components("n") == [.version])
  }

  @Test func anotherSeedIsNamed() throws {
    try bench.run(yaml)
    try bench.run(yaml, "seed=8")
    #expect(try components("c") == [.seed])
    let change = try #require(try changes("c").first)
    #expect(change.before == .integer(7) && change.after == .integer(8))
  }

  @Test func anOptionAtItsStandardIsNamedWithItsValue() throws {
    try bench.run(yaml)
    try bench.run(yaml, "n.scale=1.5")
    let change = try #require(try changes("n").first)
    #expect(change.component == .option("scale"))
    #expect(change.before == .real(1) && change.after == .real(1.5))
  }

  @Test func anOlderKeyThatSpellsOutItsStandardsDiffersInWhatDiffers() throws {
    let full =
      #"{"count":3,"label":"plain","largest":1,"limit":null,"loud":false,"order":"ascending","#
      + #""pieces":[],"range":{"high":10,"low":0},"scale":1.0,"weights":[]}"#
    let lease = try bench.store.lease(for: "llamero run")
    let session = try bench.store.startRun(
      RunPlan(
        pipeline: "toy", file: "toy.yaml", seed: 7,
        definition:
          #"{"stages":[{"inputs":{},"name":"n","seed":9401569122709656544,"version":1}]}"#,
        command: "llamero run",
        stages: [.init(name: "n", kind: "numbers", configuration: full)]), under: lease)
    try bench.store.begin(
      Computation(
        key: StageKey(hashing: "of an earlier scheme"), kind: "numbers", version: 1,
        configuration: full, seed: 9_401_569_122_709_656_544, inputs: [:]),
      stage: "n", in: session)
    lease.release()
    try bench.run(yaml, "n.scale=1.5")
    let changes = try changes("n")
    #expect(changes.map(\.component) == [.option("scale")])
    #expect(changes.map(\.before) == [.real(1)] && changes.map(\.after) == [.real(1.5)])
  }

  @Test func aChangedInputIsFollowedToItsFirstCause() throws {
    try bench.run(yaml)
    try bench.run(yaml, "n.count=5")
    let difference = try difference("j")
    #expect(difference.changes.map(\.component) == [.input(slot: "first", position: 0)])
    #expect(difference.changes[0].sources == .init(before: "n.numbers", after: "n.numbers"))
    #expect(difference.upstream.map(\.stage) == ["n"])
    #expect(difference.upstream[0].changes.map(\.component) == [.option("count")])
    #expect(difference.upstream[0].upstream.isEmpty)
  }

  @Test func aChangedOutsideFileIsNamed() throws {
    let yaml = "stages: {base: {kind: import, path: data.txt}}"
    for text in ["1 2", "1 3"] {
      try Data(text.utf8).write(to: bench.home.appending(path: "data.txt"))
      try bench.run(yaml)
    }
    #expect(try components("base") == [.outsideFile(0)])
  }

  @Test func anotherKindUnderTheSameNameIsOneDifference() throws {
    try bench.run(yaml)
    try bench.run(yaml.replacing("c: {kind: count}", with: "c: {kind: numbers, count: 9}"))
    #expect(try components("c") == [.kind])
  }

  @Test func aStageWithANewNameIsComparedWithItsKind() throws {
    try bench.run(yaml)
    try bench.run(yaml.replacing("c: {", with: "d: {"), "d.steps=9")
    #expect(try components("d") == [.option("steps"), .seed])
    #expect(try difference("d").earlierStage == "c")
  }

  @Test func theNearestEarlierKeyIsComparedAndOfEqualsTheNewest() throws {
    try bench.run(yaml)
    let near = try bench.run(yaml, "n.count=4", "n.loud=true").run
    try bench.run(yaml, "n.count=4", "n.loud=true", "n.label=a", "n.scale=2")
    try bench.run(yaml, "n.count=5", "n.loud=true")
    #expect(try difference("n").earlierRun == near)
    let newest = try bench.run(yaml, "n.count=6", "n.loud=true").run
    try bench.run(yaml, "n.count=7", "n.loud=true")
    #expect(try difference("n").earlierRun == newest)
  }

  @Test func aSkippedStageNamesTheRunThatHadMadeTheSame() throws {
    let first = try bench.run(yaml).run
    try bench.run(yaml, "n.count=5")
    guard case .made(let use?)? = try causes("c").first else { return #expect(Bool(false)) }
    #expect(use.run == first && use.stage == "c" && !use.skipped)
  }

  @Test func workThatAnotherRunLeftUnfinishedIsNamed() throws {
    bench.journal.plan(breaksAt: 4)
    _ = try? bench.run(yaml)
    let failed = try bench.store.run("last").id
    bench.journal.plan()
    try bench.run(yaml, "j.separator=x")
    guard case .unfinished(let use?)? = try causes("c").first else { return #expect(Bool(false)) }
    #expect(use.run == failed && use.state == .failed)
    #expect(try causes("c").dropFirst() == [.continued(step: 3)])
  }

  @Test func workThatWasAskedForAgainIsSaidToBe() throws {
    try bench.run(yaml)
    _ = try bench.runner().run(bench.pipeline(yaml), from: "c")
    #expect(try causes("c") == [.forced])
    #expect(try causes("j") == [.forced])
    guard case .made? = try causes("n").first else { return #expect(Bool(false)) }
  }

  @Test func aNewKeyThatWasAskedForIsExplainedFirst() throws {
    try bench.run(yaml)
    _ = try bench.runner().run(bench.pipeline(yaml, "c.steps=9"), from: "c")
    #expect(
      try causes("c").map { if case .changed = $0 { "changed" } else { "\($0)" } } == [
        "changed", "forced",
      ])
  }

  @Test func missingBytesAreTheCauseIfNothingElseChanged() throws {
    let first = try bench.run(yaml).run
    let digest = try #require(try bench.stages()[0].outputs["numbers"])
    try FileManager.default.removeItem(at: bench.store.artifact(digest).url("numbers.txt"))
    try bench.run(yaml)
    guard case .damaged(let use?)? = try causes("n").first else { return #expect(Bool(false)) }
    #expect(use.run == first)
    #expect(try causes("n").count == 1)
  }

  @Test func aStoppedStageGoesOnFromItsCheckpoint() throws {
    bench.journal.plan(stopsAfter: 5)
    let run = try bench.run(yaml).run
    bench.journal.plan()
    try bench.run(yaml)
    let causes = try causes("c")
    guard causes.count == 3, case .unfinished(let use?) = causes[1] else {
      throw ToyError(description: "\(causes)")
    }
    #expect(causes[0] == .firstOfItsKind)
    #expect(use.run == run && use.state == .interrupted)
    #expect(causes[2] == .continued(step: 5))
  }

  @Test func aStageThatFailedBeforeItsFirstCheckpointBeginsAnew() throws {
    bench.journal.plan(breaksAt: 2)
    _ = try? bench.run(yaml)
    bench.journal.plan()
    let run = try bench.run(yaml).run
    let causes = try causes("c")
    guard causes.count == 2, case .unfinished(let use?) = causes[1] else {
      throw ToyError(description: "\(causes)")
    }
    #expect(use.run == run && use.state == .failed)
  }

  @Test func aResultThatWasRemovedToFreeSpaceIsSaidToBe() throws {
    try bench.run(yaml)
    try bench.run(yaml.replacing("c: {kind: count}", with: "c: {kind: count, steps: 4}"))
    let lease = try bench.store.lease(for: "llamero gc", scope: .store)
    _ = try bench.store.collectGarbage(KeepRule(newestRuns: 1, grace: 0), under: lease)
    lease.release()
    try bench.run(yaml)
    #expect(try causes("c") == [.removed])
  }

  @Test func aStageThatWasNotReachedHasNotStarted() throws {
    _ = try bench.runner().run(bench.pipeline(yaml), until: "n")
    #expect(try causes("j") == [.notReached])
  }

  @Test func jsonNamesTheCause() throws {
    #expect(
      try StableJSON.text(Cause.continued(step: 3)) == #"{"cause":"continued","step":3}"#)
  }
}
