import Autograd
import Layers
import Objectives
import Tensors
import Training

/// PPO's optimizer steps: minibatch updates of the policy and the critic.
struct PPOUpdate {
  private let engine: RolloutEngine
  private let configuration: PPOConfiguration
  private let policy: Optimizer
  private let critic: CriticUpdate?

  init(_ engine: RolloutEngine, _ configuration: PPOConfiguration) {
    self.engine = engine
    self.configuration = configuration
    let settings = configuration.optimizer
    policy = Optimizer(
      engine.models.policy.model.parameters, settings.adamW,
      maxGradientNorm: settings.maxGradientNorm)
    critic = engine.models.critic.map { CriticUpdate($0, configuration) }
  }

  /// Every optimizer by name.
  var optimizers: [String: Optimizer] {
    var optimizers = ["policy": policy]
    optimizers["critic"] = critic?.optimizer
    return optimizers
  }

  /// The number of initial iterations that train only the critic.
  var warmup: Int { critic == nil ? 0 : configuration.criticWarmup }

  /// Whether the policy has been updated at least once.
  var policyHasMoved: Bool { policy.steps > 0 }

  /// Takes one optimizer step of the critic and, after the critic's warmup, of the policy.
  func step(on episodes: [Episode], iteration: Int, _ health: inout UpdateHealth) throws {
    let trainsPolicy = iteration >= warmup
    // Whitening and the token count span the minibatch, so its split into micro-batches changes no
    // gradient but by rounding.
    let batch = Minibatch(episodes, whitens: engine.advantages.whitensMinibatches)
    var start = 0
    for piece in engine.pieces(episodes, in: episodes.indices.map { $0 }[...]) {
      let part = piece.map { episodes[$0] }
      let end = start + part.reduce(0) { $0 + $1.length }
      if trainsPolicy {
        accumulate(part, Array(batch.advantages[start..<end]), of: batch, &health)
      }
      critic?.accumulate(part, totalTokens: batch.tokens, &health)
      start = end
    }
    let steps = configuration.iterations
    try critic?.step(at: iteration, of: steps, &health)
    guard trainsPolicy else { return }
    // The learning-rate schedule advances per iteration, not per minibatch.
    let rate = configuration.optimizer.rates(steps: steps).rate(at: iteration)
    health.policyNorms.append(try policy.step(learningRate: rate))
  }

  /// Accumulates the gradient of the clipped surrogate over one micro-batch of a minibatch.
  private func accumulate(
    _ part: [Episode], _ advantages: [Float], of batch: Minibatch, _ health: inout UpdateHealth
  ) {
    let model = engine.models.policy.model
    let tape = Tape()
    let output = model.logProbabilities(
      of: part.map(\.tokens), targets: part.map { [$0.answer] },
      temperature: configuration.temperature, on: tape
    ).logProbabilities
    let tokens = PolicyTokens(
      updated: output.value.scalars(), old: part.flatMap(\.policy), advantages: advantages,
      mask: TokenMask(all: advantages.count))
    let surrogate = ClippedSurrogate(clipRange: configuration.clipRange)
      .value(of: tokens, totalTokens: batch.tokens)
    let gradient = model.backend.tensor(surrogate.loss.gradient, shape: output.shape)
    tape.backward(from: [(output, gradient)])
    health.addPolicy(surrogate, isFirst: health.policyNorms.isEmpty)
  }
}

/// Statistics over a whole minibatch, the responses of one optimizer step.
private struct Minibatch {
  /// The number of response tokens.
  let tokens: Int
  /// The advantage of each token, whitened if the estimator asks for it.
  let advantages: [Float]

  init(_ episodes: [Episode], whitens: Bool) {
    tokens = episodes.reduce(0) { $0 + $1.length }
    let plain = episodes.flatMap(\.advantages)
    advantages = whitens ? AdvantageWhitening.whiten(plain, mask: TokenMask(all: tokens)) : plain
  }
}
