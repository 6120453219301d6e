import Artifacts
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
/// A step of the loop is an iteration: one part for the rollout, then one for each minibatch.
/// Policy and critic are separate networks with separate optimizers; both, and nothing else, change.
/// The policy of the best evaluation on held-out prompts is what the task ends with.
package final class PPOTask: TrainingTask {
  package let headline = PPOTask.metrics[0].name
  package let optimizers: [String: Optimizer]
  package let keptWeights: KeptWeights?
  let engine: RolloutEngine
  let prompts: [EncodedPrompt]
  let heldOut: [EncodedPrompt]
  let gold: GoldJudge?
  let configuration: PPOConfiguration
  private let policyOptimizer: Optimizer
  private let criticOptimizer: Optimizer
  private let order: BatchOrder
  private let seed: UInt64
  private var state: PPOState
  private var stop: PPOStop?
  /// How many iterations were begun.
  private var begun = 0

  /// Creates the training of an engine's policy and critic; both change, nothing else does.
  ///
  /// - Parameter folder: where the best policy so far is kept.
  package init(
    _ engine: RolloutEngine, prompts: (training: [EncodedPrompt], heldOut: [EncodedPrompt]),
    gold: GoldJudge?, seed: UInt64, keepingIn folder: URL
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
      count: prompts.training.count, batchSize: configuration.batchSize, seed: seed)
    state = PPOState(patience: configuration.patience)
    keptWeights =
      heldOut.isEmpty ? nil : KeptWeights(engine.policy.model.parameters, as: "best", in: folder)
  }

  package var totalSteps: Int { configuration.iterations }

  package var partsOfStep: Int { 1 + configuration.epochs * configuration.minibatches }

  package var reasonToStop: String? { stop.map { "stopped: \($0.reason)" } }

  /// How the task ended.
  var ending: PPOEnding {
    PPOEnding(stop: stop, iterations: begun, evaluations: state.evaluations)
  }

  package func run(part: Int, ofStep index: Int) throws -> [Metric] {
    begun = index + 1
    return try engine.policy.model.backend.computing(in: configuration.precision) {
      try advance(part, index)
    }
  }

  private func advance(_ part: Int, _ index: Int) throws -> [Metric] {
    guard part > 0, var iteration = state.iteration else { return try begin(index) }
    let (epoch, minibatch) = (part - 1).quotientAndRemainder(
      dividingBy: configuration.minibatches)
    let rows = engine.minibatches(of: rows(iteration.rollout, iteration: index, epoch: epoch))
    let episodes = rows[minibatch].map { iteration.rollout.episodes[$0] }
    do {
      try update(episodes, iteration: index, &iteration.health)
    } catch TrainingError.diverged {
      stop = .notFinite("the gradient of ten steps in a row")
    }
    let isLast = part == partsOfStep - 1 || stop != nil
    state.iteration = isLast ? nil : iteration
    return isLast ? measures(of: iteration.rollout).metrics + iteration.health.metrics : []
  }

  /// Draws the answers of an iteration, unless they show that training must end.
  private func begin(_ index: Int) throws -> [Metric] {
    let rollout = try engine.episodes(
      prompts, chosen: order.batch(at: index), firstIdentity: index * order.batchSize)
    stop = PPOStop(rollout.episodes.means, configuration)
    state.iteration = stop == nil ? PPOIteration(rollout: rollout) : nil
    return stop == nil ? [] : measures(of: rollout).metrics
  }

  private func measures(of rollout: Rollout) -> RolloutMeasures {
    RolloutMeasures(rollout: rollout, task: self)
  }

  package func savedState() throws -> Data { try state.bytes() }

  package func restore(_ state: Data) throws { self.state = try PPOState(bytes: state) }

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
    guard isEvaluated(after: done) else { return [] }
    let episodes = try engine.policy.model.backend.computing(in: configuration.precision) {
      try engine.evaluation(of: heldOut)
    }
    let measures = HeldOutMeasures(episodes: episodes, task: self, seed: seed)
    stop = PPOStop(episodes.means, configuration)
    guard stop == nil, let criterion = measures.criterion else { return measures.metrics }
    if state.evaluations.add(criterion, after: done) { try keptWeights?.keep() }
    let stopping = state.evaluations.stopping
    if stopping.isExhausted, done < totalSteps {
      stop = .noImprovement(evaluations: stopping.withoutImprovement)
    }
    return measures.metrics + [
      Metric("heldOut/criterion", criterion.value),
      Metric("heldOut/best", stopping.best?.value ?? .nan),
    ]
  }

  /// Whether the policy is evaluated: at its start, and once it moves, in every interval.
  private func isEvaluated(after done: Int) -> Bool {
    guard !heldOut.isEmpty, done > 0 else { return !heldOut.isEmpty }
    return done > configuration.criticWarmUp
      && (done % configuration.evaluationInterval == 0 || done == totalSteps)
  }

  /// Takes back the best policy; throws where there is none that may be published.
  package func finish() throws {
    if let stop {
      guard policyOptimizer.steps > 0 else {
        throw StagesError.inputs(
          "PPO stopped before the policy changed: \(stop.reason); \(stop.advice).")
      }
      guard keptWeights != nil else {
        throw StagesError.inputs(
          "PPO stopped at iteration \(begun): \(stop.reason); no earlier policy was kept, since no "
            + "prompts are held out: \(stop.advice), or set evaluationPrompts.")
      }
    }
    try keptWeights?.takeBack()
  }
}
