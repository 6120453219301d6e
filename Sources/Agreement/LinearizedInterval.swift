import Objectives

/// The 95 % interval of a coefficient that is close to a mean of what each item contributes.
///
/// `se² = Σ (x_i − c)² / n(n − 1)` with the linearised contribution `x_i` of item i (Gwet 2008),
/// and Student's quantile of n − 1 degrees of freedom.
enum LinearizedInterval {
  /// Returns the interval, or nothing when no item differs: the spread is then unknown, not 0.
  static func interval(around value: Double, contributions: [Double]) -> Interval? {
    let count = contributions.count
    guard count > 1 else { return nil }
    let squares = contributions.reduce(0) { $0 + ($1 - value) * ($1 - value) }
    let error = (squares / (Double(count) * Double(count - 1))).squareRoot()
    return interval(around: value, error: error, count: count)
  }

  /// Returns the interval from a standard error; a coefficient is never above 1.
  static func interval(around value: Double, error: Double, count: Int) -> Interval? {
    // What rounding leaves of a variance of 0 is no spread.
    guard count > 1, error > 1e-9 else { return nil }
    let reach = StudentQuantile.value95(degreesOfFreedom: count - 1) * error
    return Interval(value: value, low: value - reach, high: min(1, value + reach), count: count)
  }
}
