/// What an answer pays for not ending with the end-of-sequence token.
package enum MissingEOSPenalty: Equatable, Sendable {
  /// Subtract an amount after whitening, where it cannot distort the statistics.
  case subtractAfterWhitening(Float)
  /// Replace the raw score before whitening (Ziegler et al. 2019 use −1).
  case replaceScore(Float)
  /// Charge nothing.
  case none

  /// Returns the raw scores as they go into whitening.
  package func beforeWhitening(_ scores: [Float], finished: [Bool]) -> [Float] {
    guard case .replaceScore(let replacement) = self else { return scores }
    return Self.change(scores, unless: finished) { _ in replacement }
  }

  /// Returns the whitened scores as they become rewards.
  package func afterWhitening(_ scores: [Float], finished: [Bool]) -> [Float] {
    guard case .subtractAfterWhitening(let amount) = self else { return scores }
    return Self.change(scores, unless: finished) { $0 - amount }
  }

  private static func change(
    _ scores: [Float], unless finished: [Bool], _ penalized: (Float) -> Float
  ) -> [Float] {
    precondition(
      scores.count == finished.count, "\(scores.count) scores beside \(finished.count) answers")
    return zip(scores, finished).map { $1 ? $0 : penalized($0) }
  }
}
