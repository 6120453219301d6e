import Autograd
import Layers
import Objectives
import Tensors
import Training

/// The optimizer steps of PPO: how minibatches of answers move the policy and the critic.
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

  /// How many first iterations train the critic alone.
  var warmup: Int { critic == nil ? 0 : configuration.criticWarmup }

  /// Whether the policy is another than it was.
  var policyHasMoved: Bool { policy.steps > 0 }

  /// One optimizer step of the critic and, after the warmup, of the policy.
  func step(on episodes: [Episode], iteration: Int, _ health: inout UpdateHealth) throws {
    let trainsPolicy = iteration >= warmup
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
    let rate = configuration.optimizer.rates(steps: steps).rate(at: iteration)
    health.policyNorms.append(try policy.step(learningRate: rate))
  }

  /// Adds the gradient of the clipped surrogate on some of a minibatch's answers.
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

/// The answers of one optimizer step as a whole.
private struct Minibatch {
  /// The number of answer tokens.
  let tokens: Int
  /// The advantage of each, whitened where the estimator asks for it.
  let advantages: [Float]

  init(_ episodes: [Episode], whitens: Bool) {
    tokens = episodes.reduce(0) { $0 + $1.length }
    let plain = episodes.flatMap(\.advantages)
    advantages = whitens ? AdvantageWhitening.whiten(plain, mask: TokenMask(all: tokens)) : plain
  }
}
