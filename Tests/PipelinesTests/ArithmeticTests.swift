import Artifacts
import Foundation
import Pipelines
import Testing

/// A result names the arithmetic that made it; a checkpoint of another is never gone on from in
/// silence.
struct ArithmeticTests {
  private let bench: Workbench
  private let yaml = "stages: {c: {kind: count}}"

  init() throws { bench = try Workbench() }

  /// Leaves a checkpoint that one machine made, and goes on as another.
  private func continued(refusing: Bool = false) throws {
    let pipeline = try bench.pipeline(yaml)
    bench.journal.plan(stopsAfter: 4)
    _ = try bench.runner(numericIdentity: "avx2").run(pipeline)
    bench.journal.plan()
    _ = try bench.runner(numericIdentity: "avx512", refusesOtherBits: refusing).run(pipeline)
  }

  private func identity() throws -> String? {
    let key = try #require(try bench.stages()[0].key)
    return try bench.store.numericIdentity(of: key)
  }

  @Test func aResultNamesWhatMadeItAndIsUsedEverywhere() throws {
    let pipeline = try bench.pipeline(yaml)
    _ = try bench.runner(numericIdentity: "avx2").run(pipeline)
    bench.journal.plan()
    _ = try bench.runner(numericIdentity: "avx512", refusesOtherBits: true).run(pipeline)
    #expect(bench.journal.entries == ["new", "skip c"])
    #expect(try identity() == "avx2")
    let total = try #require(try bench.stages()[0].outputs["total"])
    #expect(try bench.store.lineage(of: total).steps.map(\.numericIdentity) == ["avx2"])
  }

  @Test func goingOnFromACheckpointOfAnotherIsSaidByRunExplainAndResult() throws {
    try continued()
    #expect(bench.journal.entries.contains("arithmetic c: avx2, then avx512"))
    #expect(try identity() == "avx2\navx512")
    var explainer = Explainer(bench.store)
    let stage = try #require(try explainer.explanation(of: bench.store.run("last")).stages.first)
    #expect(stage.causes.last == .otherArithmetic(before: "avx2", now: "avx512"))
  }

  @Test func strictBitsRefuseIt() throws {
    let error = #expect(throws: PipelineError.self) { try continued(refusing: true) }
    #expect(
      error?.description
        == "The checkpoint of stage 'c' was made with different arithmetic (avx2) than this "
        + "machine's (avx512), and --strict-bits is given; omit it, or recompute the stage with "
        + "--from c.")
  }

  @Test func theSameArithmeticGoesOnInSilence() throws {
    let pipeline = try bench.pipeline(yaml)
    bench.journal.plan(stopsAfter: 4)
    _ = try bench.runner().run(pipeline)
    bench.journal.plan()
    _ = try bench.runner(refusesOtherBits: true).run(pipeline)
    #expect(try identity() == "float32")
    #expect(!bench.journal.entries.contains { $0.hasPrefix("arithmetic") })
  }
}
