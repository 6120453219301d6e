package import Autograd
package import Tensors

/// AdamW over some parameters: clips their gradient as one vector, then moves them.
///
/// Loshchilov and Hutter 2019, with decay on matrices only. A step whose gradient is not finite is
/// skipped and counted; too many in a row end the run.
package final class Optimizer {
  /// The parameters it moves.
  package let parameters: [Parameter]
  /// The settings that stay the same.
  package let settings: AdamW
  /// The norm beyond which the whole gradient is scaled down; infinite for none.
  package let maxGradientNorm: Double
  /// How many steps were taken, skipped ones not counted.
  package internal(set) var steps = 0
  /// How many steps were skipped because the gradient was not finite.
  package internal(set) var skipped = 0
  /// How many of them came one after another just now.
  var skippedInARow = 0
  let moments: [AdamWMoments]

  /// Creates an optimizer with zero moments over the trainable ones of the parameters.
  ///
  /// Their gradients get their memory here too, so that the first step is like any other.
  package init(_ parameters: [Parameter], _ settings: AdamW = AdamW(), maxGradientNorm: Double = 1)
  {
    self.parameters = parameters.filter(\.isTrainable)
    self.settings = settings
    self.maxGradientNorm = maxGradientNorm
    moments = self.parameters.map { AdamWMoments(of: $0.value, as: settings.moments) }
    for parameter in self.parameters { _ = parameter.accumulator() }
  }

  /// Takes one step, clears the gradients, and returns the gradient's norm before clipping.
  ///
  /// - Throws: `TrainingError.diverged` after ten gradients in a row that are not finite.
  @discardableResult
  package func step(learningRate: Double) throws -> Double {
    let norm = gradientNorm()
    defer { for parameter in parameters { parameter.clearGradient() } }
    guard norm.isFinite else {
      try skip()
      return norm
    }
    skippedInARow = 0
    steps += 1
    move(
      learningRate: learningRate,
      scale: norm > maxGradientNorm ? maxGradientNorm / (norm + 1e-6) : 1)
    return norm
  }

  /// Moves all parameters by their gradients in one call.
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

  /// Throws if every step there was had to be skipped.
  func requireSteps(as name: String) throws {
    if steps == 0, skipped > 0 {
      throw TrainingError.nothingLearned(optimizer: name, skipped: skipped)
    }
  }

  /// Throws if a weight is infinite or not a number.
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
