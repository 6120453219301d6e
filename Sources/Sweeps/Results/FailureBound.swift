import Foundation

/// How rarely something fails at most, given how often it was tried.
enum FailureBound {
  /// Returns the one-sided 95 % bound of Clopper and Pearson: the greatest probability of failure
  /// with which so few failures would still happen in 5 % of such sweeps.
  ///
  /// Without failures it is 1 − 0.05^(1/N), which is a little less than 3/N.
  static func of(failures: Int, among count: Int) -> Double {
    guard count > 0, failures < count else { return 1 }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if atMost(failures, of: count, middle) > 0.05 { low = middle } else { high = middle }
    }
    return high
  }

  /// Returns the probability of at most so many failures.
  private static func atMost(_ failures: Int, of count: Int, _ probability: Double) -> Double {
    (0...failures).reduce(0) { sum, failed in
      let rest = Double(count - failed)
      let ways = lgamma(Double(count + 1)) - lgamma(Double(failed + 1)) - lgamma(rest + 1)
      return sum + exp(ways + Double(failed) * log(probability) + rest * log1p(-probability))
    }
  }
}
