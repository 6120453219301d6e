import Foundation

/// A function of an item's strength `z β`, one number per node.
typealias StrengthVector = SIMD16<Double>
/// A function of an annotator's reliability α, one number per node.
typealias ReliabilityVector = SIMD32<Double>

/// The nodes on which beliefs about items and annotators are held.
///
/// Sums over fixed nodes are the quadrature of marginal maximum likelihood (Bock and Aitkin 1981).
enum Grid {
  /// The distance of neighbouring reliabilities.
  static let reliabilityStep = 0.25
  /// The reliabilities α, −3 to 4.75: log-odds of a right vote on an item of ease 1.
  static let reliabilities = ReliabilityVector((0..<32).map { Double($0 - 12) * reliabilityStep })

  /// The distance of neighbouring logarithms of ease.
  static let easeStep = 0.6
  /// The logarithms of ease, −2 to 2.2, the same for both sides.
  static let logEases = StrengthVector((0..<16).map { Double($0 % 8) * easeStep - 2 })
  /// The strengths `z β`: nodes 0–7 where the first answer is better, 8–15 where the second is.
  static let strengths = StrengthVector((0..<16).map { ($0 < 8 ? 1 : -1) * exp(logEases[$0]) })

  /// Returns the probability of the strengths at which the first answer is better.
  static func first(_ belief: StrengthVector) -> Double {
    let (first, second) = (belief.lowHalf.sum(), belief.highHalf.sum())
    // Exactly ½ for equal halves, and never above 1.
    return first / (first + second)
  }

  /// Returns the reliability below which a share of a belief lies; a node stands for its cell.
  static func quantile(_ share: Double, of belief: ReliabilityVector) -> Double {
    var rest = share
    for node in belief.indices where belief[node] > 0 {
      if rest <= belief[node] {
        return reliabilities[node] + reliabilityStep * (rest / belief[node] - 0.5)
      }
      rest -= belief[node]
    }
    return reliabilities[31]
  }
}

extension SIMD where Scalar == Double {
  /// The logarithm of each element.
  func logarithm() -> Self {
    var result = self
    for index in indices { result[index] = log(self[index]) }
    return result
  }

  /// The probabilities proportional to `exp(self)`, and the logarithm of what they were divided by.
  func softmax() -> (probabilities: Self, logSum: Double) {
    let top = self.max()
    var result = self
    for index in indices { result[index] = exp(self[index] - top) }
    let sum = result.sum()
    return (result / sum, top + log(sum))
  }

  /// The probabilities proportional to the elements.
  func normalized() -> Self { self * (1 / sum()) }

  /// The logarithms of a normal density at these nodes, normalised over them.
  func logNormal(mean: Double, variance: Double) -> Self {
    let squares = (self - mean) * (self - mean)
    let logs = squares * (-0.5 / variance)
    return logs - logs.softmax().logSum
  }
}
