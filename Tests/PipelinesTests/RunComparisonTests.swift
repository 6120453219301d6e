import Artifacts
import Foundation
import Pipelines
import Testing

struct RunComparisonTests {
  private let bench: Workbench
  private let yaml = """
    seed: 7
    stages:
      n: {kind: numbers}
      c: {kind: count}
      j: {kind: join, first: n.numbers}
    """

  init() throws { bench = try Workbench() }

  private func snapshot(_ yaml: String, _ settings: String...) throws -> RunSnapshot {
    let pipeline = try Pipeline(
      yaml: yaml, file: "toy.yaml", settings: settings, kinds: bench.kinds())
    let run = try bench.runner().run(pipeline).run
    return try RunSnapshot(of: bench.store.run(run.text), in: bench.store)
  }

  @Test func aRunAndItsRepetitionAreEqual() throws {
    let comparison = RunComparison(try snapshot(yaml), try snapshot(yaml))
    #expect(comparison.equal)
    #expect(comparison.stages.map(\.stage) == ["n", "c", "j"])
    #expect(comparison.stages.flatMap(\.changes) == [])
  }

  @Test func aChangedOptionIsNamedAndFollowedDownstream() throws {
    let comparison = RunComparison(
      try snapshot(yaml), try snapshot(yaml, "n.count=4", "n.range.low=2"))
    #expect(!comparison.equal)
    #expect(comparison.stages.filter(\.equal).map(\.stage) == ["c"])
    let numbers = comparison.stages[0]
    #expect(
      numbers.changes == [
        ComponentChange(component: .option("count"), before: .integer(3), after: .integer(4)),
        ComponentChange(component: .option("range.low"), before: .integer(0), after: .integer(2)),
      ])
    #expect(numbers.outputs.map(\.equal) == [false])
    #expect(numbers.metrics.map(\.metric) == ["count"])
    #expect(numbers.metrics.map(\.difference) == [1])
    let join = comparison.stages[2]
    #expect(join.changes.map(\.component) == [.input(slot: "first", position: 0)])
    #expect(join.changes[0].sources == .init(before: "n.numbers", after: "n.numbers"))
    #expect(join.changes[0].before == numbers.outputs[0].before.map { .string($0.hexadecimal) })
  }

  @Test func differencesOfSharesHaveTheirNumberAndTheirInterval() throws {
    let coins = "stages:\n  c: {kind: coins}"
    let comparison = RunComparison(try snapshot(coins), try snapshot(coins, "c.heads=6"))
    let heads = try #require(comparison.stages[0].metrics.first { $0.metric == "toss/heads" })
    #expect(heads.difference == 0.25)
    #expect([heads.countBefore, heads.countAfter] == [8, 8])
    // Newcombe's interval of 6/8 − 4/8.
    #expect(abs(try #require(heads.low) - (-0.1941)) < 5e-5)
    #expect(abs(try #require(heads.high) - 0.5861) < 5e-5)
    let loss = try #require(comparison.stages[0].metrics.first { $0.metric == "toss/loss" })
    #expect(loss.countAfter == 8 && loss.low == nil && loss.high == nil)
  }

  @Test(arguments: ["c.saysCount=false", "c.coins=0", "c.heads=-3", "c.heads=30"])
  func sharesOfNobodyKnowsHowManyHaveNoInterval(setting: String) throws {
    let coins = "stages:\n  c: {kind: coins}"
    let comparison = RunComparison(try snapshot(coins), try snapshot(coins, setting))
    let heads = try #require(comparison.stages[0].metrics.first { $0.metric == "toss/heads" })
    #expect(heads.low == nil && heads.high == nil)
  }

  @Test func seedsAndNumericModesAreCompared() throws {
    let before = try snapshot(yaml)
    let pipeline = try Pipeline(
      yaml: yaml, file: "toy.yaml", settings: ["seed=8"], kinds: bench.kinds())
    let run = try bench.runner(numericIdentity: "bf16").run(pipeline).run
    let after = try RunSnapshot(of: bench.store.run(run.text), in: bench.store)
    let counting = RunComparison(before, after).stages[1]
    #expect(counting.changes.map(\.component) == [.seed])
    #expect(counting.outputs.map(\.equal) == [true])
  }

  @Test func aSeedThatOnlyOneKeySpellsOutIsNoChange() throws {
    try Data("1".utf8).write(to: bench.home.appending(path: "data.txt"))
    let yaml = """
      seed: 7
      stages:
        n: {kind: numbers}
        base: {kind: import, path: data.txt}
      """
    let before = try snapshot(yaml)
    let pipeline = try Pipeline(
      yaml: yaml, file: "toy.yaml", settings: ["n.count=4"], kinds: bench.kinds())
    let run = try bench.runner().run(pipeline, until: "n").run
    let after = try RunSnapshot(of: bench.store.run(run.text), in: bench.store)
    #expect(RunComparison(before, after).stages[1].changes == [])
  }

  @Test func stagesOfOneRunAloneAreNamed() throws {
    let shorter = "seed: 7\nstages:\n  x: {kind: count}\n  n: {kind: numbers}"
    let comparison = RunComparison(try snapshot(yaml), try snapshot(shorter))
    #expect(
      comparison.stages.map { "\($0.stage) \($0.presence)" } == [
        "n both", "c before", "j before", "x after",
      ])
    #expect(comparison.stages.map(\.equal) == [true, false, false, false])
  }

  @Test func inputsOfAStageThatHasNotStartedAreNoDifference() throws {
    let before = try snapshot(yaml)
    let run = try bench.runner().run(bench.pipeline(yaml, "c.steps=9"), until: "n").run
    let after = try RunSnapshot(of: bench.store.run(run.text), in: bench.store)
    let join = try #require(RunComparison(before, after).stages.last)
    #expect(join.changes.isEmpty)
    #expect(join.stateAfter == .waiting)
    #expect(!join.equal)
  }

  @Test func jsonNamesTheGroupAndThePathOfAChange() throws {
    let change = ComponentChange(
      component: .option("scale"), before: .real(3e-05), after: .array([.integer(1), .null]))
    #expect(
      try StableJSON.text(change)
        == #"{"after":[1,null],"before":3e-05,"component":"configuration","path":"scale"}"#)
  }
}
