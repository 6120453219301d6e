/// An estimate with its 95 % interval and the number of observations behind it.
package struct Interval: Equatable, Codable, Sendable {
  /// The estimate.
  package let value: Double
  /// The lower end.
  package let low: Double
  /// The upper end.
  package let high: Double
  /// The number of observations.
  package let count: Int

  /// Creates an interval around an estimate.
  package init(value: Double, low: Double, high: Double, count: Int) {
    self.value = value
    self.low = low
    self.high = high
    self.count = count
  }

  /// Returns whether this interval lies wholly above another one.
  package func isAbove(_ other: Interval) -> Bool { low > other.high }
}
