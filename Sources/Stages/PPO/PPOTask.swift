import Autograd
import Corpora
package import Foundation
import Layers
import Objectives
import Randomness
import Tensors
package import Training

/// PPO as the paper runs it: iterations of rollout, then one pass of minibatches over it.
///
/// A step of the loop is an iteration: one part for the rollout, then one for each minibatch. Policy and critic are separate networks with separate
/// optimizers; both, and nothing else, change.
package final class PPOTask: TrainingTask {
  package let headline = "reward/selected"
  package let optimizers: [String: Optimizer]
  let engine: RolloutEngine
  let prompts: [EncodedPrompt]
  let heldOut: [EncodedPrompt]
  let gold: GoldJudge?
  let configuration: PPOConfiguration
  private let policyOptimizer: Optimizer
  private let criticOptimizer: Optimizer
  private let order: BatchOrder
  private let seed: UInt64
  /// The iteration under way, between its rollout and its last update.
  private var iteration: PPOIteration?

  /// Creates the training of an engine's policy and critic; both change, nothing else does.
  package init(
    _ engine: RolloutEngine, prompts: (training: [EncodedPrompt], heldOut: [EncodedPrompt]),
    gold: GoldJudge?, seed: UInt64
  ) {
    self.engine = engine
    self.prompts = prompts.training
    heldOut = prompts.heldOut
    self.gold = gold
    self.seed = seed
    configuration = engine.configuration
    let settings = (configuration.optimizer, configuration.criticOptimizer)
    policyOptimizer = Optimizer(
      engine.policy.model.parameters, settings.0.adamW, clip: settings.0.clip)
    criticOptimizer = Optimizer(engine.critic.parameters, settings.1.adamW, clip: settings.1.clip)
    optimizers = ["policy": policyOptimizer, "critic": criticOptimizer]
    order = BatchOrder(
      count: prompts.training.count,
      batchSize: min(configuration.batchSize, prompts.training.count),
      seed: seed)
  }

  package var totalSteps: Int { configuration.iterations }

  package var partsOfStep: Int { 1 + configuration.epochs * minibatches }

  package func run(part: Int, ofStep index: Int) throws -> [Metric] {
    try engine.policy.model.backend.computing(in: configuration.precision) {
      try advance(part, index)
    }
  }

  /// How many minibatches one pass over an iteration's answers has.
  private var minibatches: Int {
    (order.batchSize + configuration.minibatch - 1) / configuration.minibatch
  }

  private func advance(_ part: Int, _ index: Int) throws -> [Metric] {
    guard part > 0, var iteration else {
      let rollout = try engine.episodes(
        prompts, chosen: order.batch(at: index), firstIdentity: index * order.batchSize)
      iteration = PPOIteration(rollout: rollout)
      return []
    }
    let (epoch, minibatch) = (part - 1).quotientAndRemainder(dividingBy: minibatches)
    let rows = engine.minibatches(of: rows(iteration.rollout, iteration: index, epoch: epoch))
    // The last batch of an epoch may be short of minibatches.
    if minibatch < rows.count {
      let episodes = rows[minibatch].map { iteration.rollout.episodes[$0] }
      try update(episodes, iteration: index, &iteration.health)
    }
    self.iteration = iteration
    return part == partsOfStep - 1 ? try measured(iteration) : []
  }

  /// The numbers of a whole iteration, which ends with them.
  private func measured(_ iteration: PPOIteration) throws -> [Metric] {
    self.iteration = nil
    let measures = RolloutMeasures(rollout: iteration.rollout, task: self)
    if let reason = measures.reasonToStop { throw StagesError.inputs(reason) }
    return measures.metrics + iteration.health.metrics
  }

  package func savedState() throws -> Data { try PPOIteration.bytes(of: iteration) }

  package func restore(_ state: Data) throws { iteration = try PPOIteration.read(state) }

  /// The order of a pass: the first takes the answers as they come, since prompts are shuffled.
  private func rows(_ rollout: Rollout, iteration: Int, epoch: Int) -> [Int] {
    let rows = Array(rollout.episodes.indices)
    guard epoch > 0 else { return rows }
    var random = Random(seed, stream: "minibatches", UInt64(iteration), UInt64(epoch))
    return random.permuted(rows)
  }

  /// One optimizer step of the critic and, after the warm-up, of the policy.
  private func update(
    _ episodes: [Episode], iteration: Int, _ health: inout UpdateHealth
  ) throws {
    let tokens = episodes.reduce(0) { $0 + $1.length }
    let advantages = AdvantageWhitening.whiten(
      episodes.flatMap(\.advantages), mask: TokenMask(all: tokens))
    let trainsPolicy = iteration >= configuration.criticWarmUp
    var start = 0
    for piece in engine.pieces(episodes, in: episodes.indices.map { $0 }[...]) {
      let part = piece.map { episodes[$0] }
      let end = start + part.reduce(0) { $0 + $1.length }
      if trainsPolicy {
        accumulatePolicy(part, Array(advantages[start..<end]), totalTokens: tokens, &health)
      }
      accumulateCritic(part, totalTokens: tokens, &health)
      start = end
    }
    let critic = configuration.criticOptimizer.rates(steps: totalSteps).rate(at: iteration)
    health.criticNorms.append(try criticOptimizer.step(learningRate: critic))
    guard trainsPolicy else { return }
    let rate = configuration.optimizer.rates(steps: totalSteps).rate(at: iteration)
    health.policyNorms.append(try policyOptimizer.step(learningRate: rate))
  }

  private func accumulatePolicy(
    _ part: [Episode], _ advantages: [Float], totalTokens: Int, _ health: inout UpdateHealth
  ) {
    let tape = Tape()
    let output = engine.policy.model.logProbabilities(
      of: part.map(\.tokens), targets: part.map { [$0.answer] },
      temperature: configuration.temperature, on: tape
    ).logProbabilities
    let tokens = PolicyTokens(
      updated: output.value.scalars(), old: part.flatMap(\.policy), advantages: advantages,
      mask: TokenMask(all: advantages.count))
    let surrogate = ClippedSurrogate(clip: configuration.clip)
      .value(of: tokens, totalTokens: totalTokens)
    let gradient = engine.policy.model.backend.tensor(
      surrogate.loss.gradient, shape: output.shape)
    tape.backward(from: [(output, gradient)])
    health.addPolicy(surrogate, isFirst: health.policyNorms.isEmpty)
  }

  private func accumulateCritic(
    _ part: [Episode], totalTokens: Int, _ health: inout UpdateHealth
  ) {
    let tape = Tape()
    let output = engine.critic.values(
      of: part.map(\.tokens), at: part.map(\.states), on: tape)
    let old = part.flatMap(\.values)
    let tokens = ValueTokens(
      updated: output.value.scalars(), old: old, returns: part.flatMap(\.returns),
      mask: TokenMask(all: old.count))
    let loss = ClippedValueLoss(clip: configuration.valueClip)
      .value(of: tokens, totalTokens: totalTokens)
    let weight = Float(configuration.valueWeight)
    let gradient = engine.critic.head.backend.tensor(
      loss.loss.gradient.map { $0 * weight }, shape: output.shape)
    tape.backward(from: [(output, gradient)])
    health.addCritic(loss)
  }

  package func evaluate(after done: Int) throws -> [Metric] {
    guard !heldOut.isEmpty, done % configuration.evaluationInterval == 0 || done == totalSteps
    else { return [] }
    let episodes = try engine.policy.model.backend.computing(in: configuration.precision) {
      try engine.sample(heldOut, chosen: Array(heldOut.indices), firstIdentity: 1 << 40)
    }
    return HeldOutMeasures(episodes: episodes, prompts: heldOut, gold: gold).metrics
  }
}
