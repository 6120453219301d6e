import Foundation

/// The coefficients of one AdamW step, bias correction included.
package struct AdamWStep: Sendable, Hashable {
  /// lr / (1 − β₁ᵗ).
  package var stepSize: Float
  /// √(1 − β₂ᵗ).
  package var rootCorrection: Float
  /// The decay of the first moment.
  package var beta1: Float
  /// The decay of the second moment.
  package var beta2: Float
  /// Added to the root of the second moment.
  package var epsilon: Float
  /// 1 − lr · weight decay.
  package var decay: Float
  /// The factor the gradient is multiplied by first (clipping, averaging).
  package var gradientScale: Float

  /// Creates step `step`, counted from 1, with bias correction (Kingma and Ba 2015).
  package init(_ optimizer: AdamW, learningRate: Double, step: Int, decays: Bool, scale: Double) {
    stepSize = Float(learningRate / (1 - pow(optimizer.beta1, Double(step))))
    rootCorrection = Float((1 - pow(optimizer.beta2, Double(step))).squareRoot())
    beta1 = Float(optimizer.beta1)
    beta2 = Float(optimizer.beta2)
    epsilon = Float(optimizer.epsilon)
    decay = decays ? Float(1 - learningRate * optimizer.weightDecay) : 1
    gradientScale = Float(scale)
  }
}

/// AdamW's hyper-parameters that are constant over a run.
package struct AdamW: Codable, Sendable, Hashable {
  /// The decay of the first moment.
  package var beta1 = 0.9
  /// The decay of the second moment.
  package var beta2 = 0.95
  /// Added to the root of the second moment.
  package var epsilon = 1e-5
  /// The decoupled weight decay of matrices.
  package var weightDecay = 0.1
  /// The storage precision of both moments; bfloat16 halves the memory, and sums stay in float32.
  package var moments = Precision.float32

  /// Creates the base optimizer of the Llama 2 paper (§2.2).
  package init() {}
}
