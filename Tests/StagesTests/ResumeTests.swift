import Artifacts
import Pipelines
import Stages
import Testing

struct ResumeTests {
  static let stages = [
    "{kind: sft, model: toy.model, demonstrations: toy.demonstrations, heldOut: 0.2, "
      + "batch: {size: 3, epochs: 2}, optimizer: {learningRate: 0.01}, checkpointInterval: 2}",
    "{kind: sft, model: toy.model, demonstrations: toy.demonstrations, heldOut: 0.2, "
      + "batch: {size: 3, epochs: 2}, checkpointInterval: 1, "
      + "optimizer: {learningRate: 0.01, adamW: {moments: bf16}}}",
    "{kind: reward-model, model: toy.model, comparisons: toy.comparisons, role: safety, "
      + "mixture: all, batch: {size: 4, epochs: 1}, checkpointInterval: 2, "
      + "optimizer: {learningRate: 0.01}}",
    "{kind: ppo, model: toy.model, prompts: toy.prompts, helpfulness: toy.helpfulness, "
      + "heldOutPrompts: toy.prompts, safety: toy.safety, iterations: 7, batchSize: 6, "
      + "minibatchSize: 3, maximumNewTokens: 4, criticWarmup: 1, evaluationInterval: 2, "
      + "checkpointInterval: 2, optimizer: {learningRate: 0.003}, klBound: 1000, "
      + "missingEOSBound: 1}",
    // Evaluated after every iteration, and ended by patience.
    "{kind: ppo, model: toy.model, prompts: toy.prompts, helpfulness: toy.helpfulness, "
      + "heldOutPrompts: toy.prompts, safety: toy.safety, iterations: 40, batchSize: 6, "
      + "minibatchSize: 3, maximumNewTokens: 4, criticWarmup: 0, evaluationInterval: 1, "
      + "patience: 3, checkpointInterval: 1, checkpointsParts: true, "
      + "optimizer: {learningRate: 0.01}, klBound: 1000, missingEOSBound: 1}",
    "{kind: ppo, model: toy.model, prompts: toy.prompts, helpfulness: toy.helpfulness, "
      + "safety: toy.safety, iterations: 3, batchSize: 6, minibatchSize: 2, maximumNewTokens: 4, "
      + "epochs: 2, criticWarmup: 1, checkpointInterval: 1, checkpointsParts: true, "
      + "optimizer: {learningRate: 0.003}, klBound: 1000, missingEOSBound: 1}",
    "{kind: sample-pairs, policies: [toy.model], prompts: toy.prompts, maximumNewTokens: 6, "
      + "checkpointInterval: 2}",
    "{kind: rejection-sampling, model: toy.model, prompts: toy.prompts, maximumNewTokens: 6, "
      + "samples: 8, helpfulness: toy.helpfulness, safety: toy.safety, checkpointInterval: 2}",
  ]

  @Test(arguments: stages)
  func stoppedRunEndsWhereAnUninterruptedOneEnds(stage: String) throws {
    let yaml = "stages:\n  toy: {kind: toy}\n  work: \(stage)\n"
    let whole = try ToyPipeline()
    guard case .finished = try whole.run(yaml) else {
      Issue.record("the uninterrupted run did not finish")
      return
    }
    let cut = try ToyPipeline()
    for limit in [3, 4] {
      guard case .stopped(_, "work") = try cut.run(yaml, stoppingAfter: limit) else {
        Issue.record("the run did not stop after \(limit)")
        return
      }
    }
    guard case .finished = try cut.run(yaml) else {
      Issue.record("the resumed run did not finish")
      return
    }
    try expectEqual(whole, cut)
  }

  private func expectEqual(_ whole: ToyPipeline, _ cut: ToyPipeline) throws {
    let (one, other) = (try #require(try whole.stage("work")), try #require(try cut.stage("work")))
    #expect(one.outputs == other.outputs && !one.outputs.isEmpty)
    let keys = (try #require(one.key), try #require(other.key))
    let metrics = (try whole.exactMetrics(of: keys.0), try cut.exactMetrics(of: keys.1))
    #expect(metrics.0 == metrics.1)
    #expect(metrics.0.isEmpty == ["sample-pairs", "rejection-sampling"].contains(one.kind))
    #expect(try whole.store.sections(of: keys.0) == cut.store.sections(of: keys.1))
    // Weights, moments and counters on the way: where both kept a checkpoint, it is the same one.
    let trails = (try whole.store.trail(of: keys.0), try cut.store.trail(of: keys.1))
    let shared = Set(trails.0.keys).intersection(trails.1.keys)
    #expect(!shared.isEmpty, "\(trails.0.keys) and \(trails.1.keys) have nothing in common")
    for place in shared {
      #expect(trails.1[place] == trails.0[place], "\(place)")
    }
  }
}

extension ToyPipeline {
  /// Each metric with the bits of its value, so that one that is not a number is compared too.
  fileprivate func exactMetrics(of key: StageKey) throws -> [String] {
    try store.metrics(of: key).map { "\($0.name) \($0.step) \($0.value.bitPattern)" }
  }
}
