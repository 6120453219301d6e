/// What sequence scores are shifted and divided by before they become rewards.
///
/// Llama 2, §3.2.3 whitens the logit of the selected reward; the statistics are not reported.
package enum Whitening: Equatable, Sendable {
  /// Subtract the mean and divide by the standard deviation of this batch.
  case batch
  /// Divide by the standard deviation of this batch and keep its mean.
  case noShift
  /// Multiply by a gain and add a bias that were measured once.
  case fixed(gain: Double, bias: Double)

  /// The number added to the variance.
  package static let epsilon = 1e-8

  /// Returns the whitened scores, with the statistics of the scores as they came.
  ///
  /// - Parameter floor: a standard deviation below which whitening would only magnify noise.
  package func whiten(_ scores: [Float], floor: Double = 0) -> WhitenedScores {
    let moments = Moments(of: scores)
    let scale = 1 / (moments.variance + Self.epsilon).squareRoot()
    let whitened = scores.map { score -> Float in
      switch self {
      case .batch: Float((Double(score) - moments.mean) * scale)
      case .noShift: Float((Double(score) - moments.mean) * scale + moments.mean)
      case .fixed(let gain, let bias): Float(gain * Double(score) + bias)
      }
    }
    return WhitenedScores(
      values: whitened, moments: moments, isBelowFloor: moments.standardDeviation < floor)
  }
}

/// Whitened scores and the statistics from before whitening, which alone tell of progress.
package struct WhitenedScores: Codable, Equatable, Sendable {
  /// The whitened scores.
  package let values: [Float]
  /// The moments of the scores before whitening.
  package let moments: Moments
  /// Whether the scores vary so little that whitening magnifies noise.
  package let isBelowFloor: Bool
}
