/// The mean and the population variance of some numbers.
package struct Moments: Codable, Equatable, Sendable {
  /// The number of values.
  package let count: Int
  /// The mean, 0 for no values.
  package let mean: Double
  /// The population variance, a mean of squared deviations.
  package let variance: Double

  /// The population standard deviation.
  package var standardDeviation: Double { variance.squareRoot() }

  /// Measures the values in two passes, in double precision.
  package init(of values: some Collection<Double>) {
    count = values.count
    let divisor = Double(max(1, count))
    let mean = values.reduce(0, +) / divisor
    self.mean = mean
    variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / divisor
  }

  /// Measures single-precision values.
  package init(of values: some Collection<Float>) {
    self.init(of: values.map(Double.init))
  }

  /// Measures the values that a mask keeps and ignores the content of the others.
  package init(of values: [Float], where mask: TokenMask) {
    self.init(of: mask.kept(of: values))
  }
}
