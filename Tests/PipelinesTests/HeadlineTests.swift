import Artifacts
import Pipelines
import Testing

/// The first metric that a kind describes stands for its stages, and the last of them for a run.
struct HeadlineTests {
  @Test func theFirstMetricOfTheLastStageStandsForTheRun() throws {
    let bench = try Workbench()
    let run = try bench.run(
      "stages:\n  n: {kind: numbers}\n  c: {kind: coins, heads: 2}\n  d: {kind: count}"
    ).run
    let stages = try bench.stages()
    let key = try #require(stages[1].key)
    let heads = MetricPoint(name: "toss/heads", step: 1, value: 0.25)
    #expect(try bench.store.headline(of: key, kind: "coins") == heads)
    #expect(try bench.store.headline(of: key, kind: "coins", upTo: 1) == heads)
    #expect(try bench.store.headline(of: key, kind: "coins", upTo: 0) == nil)
    // The kind of the last stage describes no metric.
    let outline = try bench.store.outline(of: run)
    #expect(outline.headline == heads)
    #expect(abs(outline.seconds - stages.reduce(0) { $0 + $1.seconds }) < 1e-9)
  }
}
