package import Autograd
package import Tensors

/// AdamW over a set of parameters, with clipping by global gradient norm.
///
/// Loshchilov and Hutter 2019, with weight decay on matrices only. A step whose gradient is not
/// finite is skipped and counted; too many in a row end the run.
package final class Optimizer {
  /// The parameters it updates.
  package let parameters: [Parameter]
  /// The settings that are constant over a run.
  package let settings: AdamW
  /// The global gradient norm to clip to; infinite for no clipping.
  package let maxGradientNorm: Double
  /// The number of steps taken, skipped ones excluded.
  package internal(set) var steps = 0
  /// The number of steps skipped because the gradient was not finite.
  package internal(set) var skipped = 0
  /// The number of consecutive steps skipped most recently.
  var skippedInARow = 0
  let moments: [AdamWMoments]

  /// Creates an optimizer with zero moments over the trainable parameters among those given.
  ///
  /// Gradients are allocated here too, so that the first step allocates no more than later ones.
  package init(_ parameters: [Parameter], _ settings: AdamW = AdamW(), maxGradientNorm: Double = 1)
  {
    self.parameters = parameters.filter(\.isTrainable)
    self.settings = settings
    self.maxGradientNorm = maxGradientNorm
    moments = self.parameters.map { AdamWMoments(of: $0.value, as: settings.moments) }
    for parameter in self.parameters { _ = parameter.accumulator() }
  }

  /// Takes one step, clears the gradients, and returns the global gradient norm before clipping.
  ///
  /// - Throws: `TrainingError.diverged` after ten consecutive non-finite gradients.
  @discardableResult
  package func step(learningRate: Double) throws -> Double {
    let norm = gradientNorm()
    defer { for parameter in parameters { parameter.clearGradient() } }
    // Checked before anything changes: one NaN would stay in the moments for good.
    guard norm.isFinite else {
      try skip()
      return norm
    }
    skippedInARow = 0
    steps += 1
    move(
      learningRate: learningRate,
      // ε as in PyTorch's clip_grad_norm_.
      scale: norm > maxGradientNorm ? maxGradientNorm / (norm + 1e-6) : 1)
    return norm
  }

  /// Updates all parameters in one call.
  private func move(learningRate: Double, scale: Double) {
    let updates = zip(parameters, moments).compactMap { parameter, moments in
      parameter.gradient.map {
        AdamWUpdate(
          parameter.value, gradient: $0, moments: moments,
          step: AdamWStep(
            settings, learningRate: learningRate, step: steps, decays: parameter.isMatrix,
            scale: scale))
      }
    }
    parameters.first?.backend.adamW(updates)
  }

  /// Throws if every step was skipped.
  func requireSteps(as name: String) throws {
    if steps == 0, skipped > 0 {
      throw TrainingError.nothingLearned(optimizer: name, skipped: skipped)
    }
  }

  /// Throws if a weight is NaN or infinite.
  func requireFinite() throws {
    for parameter in parameters where !parameter.value.scalars().allSatisfy(\.isFinite) {
      throw TrainingError.notFinite(weight: parameter.name)
    }
  }

  private func skip() throws {
    skipped += 1
    skippedInARow += 1
    if skippedInARow >= 10 { throw TrainingError.diverged(step: steps, inARow: skippedInARow) }
  }

  private func gradientNorm() -> Double {
    let gradients = parameters.compactMap(\.gradient)
    return (gradients.first?.backend.sumsOfSquares(gradients) ?? []).reduce(0, +).squareRoot()
  }
}
