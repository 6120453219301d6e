/// The value of a metric at a step.
package struct MetricPoint: Codable, Hashable, Sendable {
  /// The name, for example "reward/margin".
  package var name: String
  /// The step.
  package var step: Int
  /// The value; "not a number" is stored as such.
  package var value: Double

  /// Creates a point.
  package init(name: String, step: Int, value: Double) {
    self.name = name
    self.step = step
    self.value = value
  }
}
