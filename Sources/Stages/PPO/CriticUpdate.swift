import Autograd
import Layers
import Objectives
import Tensors
import Training

/// The critic's updates on minibatches of responses.
struct CriticUpdate {
  let optimizer: Optimizer
  private let critic: ScalarModel
  private let configuration: PPOConfiguration

  init(_ critic: ScalarModel, _ configuration: PPOConfiguration) {
    self.critic = critic
    self.configuration = configuration
    let settings = configuration.criticOptimizer
    optimizer = Optimizer(
      critic.parameters, settings.adamW, maxGradientNorm: settings.maxGradientNorm)
  }

  /// Accumulates the gradient of the clipped value loss over one micro-batch of a minibatch.
  func accumulate(_ part: [Episode], totalTokens: Int, _ health: inout UpdateHealth) {
    let tape = Tape()
    let output = critic.values(of: part.map(\.tokens), at: part.map(\.states), on: tape)
    let old = part.flatMap(\.values)
    let tokens = ValueTokens(
      updated: output.value.scalars(), old: old, returns: part.flatMap(\.returns),
      mask: TokenMask(all: old.count))
    let loss = ClippedValueLoss(clipRange: configuration.valueClipRange)
      .value(of: tokens, totalTokens: totalTokens)
    let weight = Float(configuration.valueCoefficient)
    let gradient = critic.head.backend.tensor(
      loss.loss.gradient.map { $0 * weight }, shape: output.shape)
    tape.backward(from: [(output, gradient)])
    health.addCritic(loss)
  }

  /// Takes an optimizer step.
  func step(at iteration: Int, of steps: Int, _ health: inout UpdateHealth) throws {
    let rate = configuration.criticOptimizer.rates(steps: steps).rate(at: iteration)
    health.criticNorms.append(try optimizer.step(learningRate: rate))
  }
}
