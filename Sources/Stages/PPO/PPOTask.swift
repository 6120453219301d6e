import Artifacts
import Corpora
package import Foundation
import Layers
import Objectives
import Randomness
import Tensors
package import Training

/// PPO as in the paper: each iteration is a rollout followed by minibatch updates on it.
///
/// A step of the loop is an iteration, with one part for the rollout and one for each minibatch.
/// Policy and critic are separate networks with separate optimizers, and nothing else is trained.
/// With a critic-free advantage estimator there is neither critic nor critic optimizer. The task
/// ends with the policy of the best evaluation on held-out prompts.
package final class PPOTask: TrainingTask {
  package let headline = PPOTask.metrics[0].name
  package let keptWeights: KeptWeights?
  let engine: RolloutEngine
  let prompts: TrainingSets<EncodedPrompt>
  let gold: GoldJudge?
  let configuration: PPOConfiguration
  let update: PPOUpdate
  var state: PPOState
  var stop: PPOStop?
  private let order: BatchOrder
  /// The number of iterations begun.
  private var begun = 0

  /// Creates the training of an engine's policy and critic; everything else stays frozen.
  ///
  /// - Parameter folder: where the best policy so far is kept.
  package init(
    _ engine: RolloutEngine, _ configuration: PPOConfiguration,
    prompts: TrainingSets<EncodedPrompt>,
    gold: GoldJudge?, keepingIn folder: URL
  ) {
    self.engine = engine
    self.configuration = configuration
    self.prompts = prompts
    self.gold = gold
    update = PPOUpdate(engine, configuration)
    order = BatchOrder(
      count: prompts.training.count, batchSize: configuration.batchSize, seed: engine.seed)
    state = PPOState(patience: configuration.patience)
    keptWeights =
      prompts.heldOut.isEmpty
      ? nil : KeptWeights(engine.models.policy.model.parameters, as: "best", in: folder)
  }

  package var optimizers: [String: Optimizer] { update.optimizers }

  package var totalSteps: Int { configuration.iterations }

  package var partsOfStep: Int { 1 + configuration.epochs * engine.settings.minibatches }

  package var reasonToStop: String? { stop.map { "stopped: \($0.reason)" } }

  /// How the task ended.
  var ending: PPOEnding {
    PPOEnding(stop: stop, iterations: begun, evaluations: state.evaluations)
  }

  package func run(part: Int, ofStep index: Int) throws -> [Metric] {
    begun = index + 1
    return try engine.models.policy.model.backend.computing(in: configuration.precision) {
      try advance(part, index)
    }
  }

  private func advance(_ part: Int, _ index: Int) throws -> [Metric] {
    guard part > 0, var iteration = state.iteration else { return try begin(index) }
    let (epoch, minibatch) = (part - 1).quotientAndRemainder(
      dividingBy: engine.settings.minibatches)
    let rows = engine.minibatches(of: rows(iteration.rollout, iteration: index, epoch: epoch))
    let episodes = rows[minibatch].map { iteration.rollout.episodes[$0] }
    do {
      try update.step(on: episodes, iteration: index, &iteration.health)
    } catch TrainingError.diverged {
      // Not fatal: an earlier policy may have been kept as the best.
      stop = .notFinite("the gradient of ten steps in a row")
    }
    // A checkpoint between iterations need not store the rollout.
    let isLast = part == partsOfStep - 1 || stop != nil
    state.iteration = isLast ? nil : iteration
    return isLast
      ? measures(of: iteration.rollout).metrics
        + iteration.health.metrics(hasCritic: engine.models.critic != nil) : []
  }

  /// Samples the responses of an iteration, unless their statistics end the training.
  private func begin(_ index: Int) throws -> [Metric] {
    let rollout = try engine.episodes(
      prompts.training, chosen: order.batch(at: index), firstIdentity: index * order.batchSize)
    // Checked before the update, so that the policy never trains on a degenerate rollout.
    stop = PPOStop(rollout.episodes.means, configuration)
    state.iteration = stop == nil ? PPOIteration(rollout: rollout) : nil
    return stop == nil ? [] : measures(of: rollout).metrics
  }

  private func measures(of rollout: Rollout) -> RolloutMeasures {
    RolloutMeasures(rollout: rollout, task: self)
  }

  package func savedState() throws -> Data { try state.bytes() }

  package func restore(_ state: Data) throws { self.state = try PPOState(bytes: state) }

  /// The order of an epoch; the first keeps the sampling order, since prompts are shuffled already.
  private func rows(_ rollout: Rollout, iteration: Int, epoch: Int) -> [Int] {
    let rows = Array(rollout.episodes.indices)
    guard epoch > 0 else { return rows }
    var random = Random(engine.seed, stream: "minibatches", UInt64(iteration), UInt64(epoch))
    return random.permuted(rows)
  }

  /// Restores the best policy; throws if there is none that may be published.
  package func finish() throws {
    if let stop { try requirePolicy(after: stop) }
    try keptWeights?.takeBack()
  }

  private func requirePolicy(after stop: PPOStop) throws {
    guard update.policyHasMoved else {
      throw StagesError.inputs(
        "PPO stopped before the policy changed: \(stop.reason); \(stop.advice).")
    }
    guard keptWeights != nil else {
      throw StagesError.inputs(
        "PPO stopped at iteration \(begun): \(stop.reason); no earlier policy was kept, since no "
          + "prompts are held out; \(stop.advice), or set evaluationPrompts.")
    }
  }
}
