/// What a metric of a stage means, declared once and printed wherever it is shown.
///
/// The number of observations behind the metrics "group/…" is the metric "group/count", where a
/// stage records one. A metric whose unit is "share" is a share of so many observations.
package struct MetricDescription: Codable, Hashable, Sendable {
  /// Which direction is an improvement.
  package enum Better: String, Codable, CaseIterable, Sendable {
    case higher, lower, neither
  }

  /// The name, for example "reward/margin".
  package var name: String
  /// The unit, or nothing for a pure number.
  package var unit: String
  /// Which direction is an improvement.
  package var better: Better
  /// One sentence that says what the number is.
  package var sentence: String

  /// The unit of shares of a counted number of observations.
  package static let share = "share"

  /// Creates a description.
  package init(_ name: String, unit: String = "", better: Better = .neither, _ sentence: String) {
    self.name = name
    self.unit = unit
    self.better = better
    self.sentence = sentence
  }
}
