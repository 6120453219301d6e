import Artifacts
import Objectives

/// The last value of a metric, with what is known of the observations behind it.
struct MeasuredValue: Hashable, Sendable {
  /// The value.
  let value: Double
  /// The number of observations, where the stage recorded one.
  let count: Int?
  /// Whether the value is a share of the observations.
  let isShare: Bool

  /// Puts the metrics of a stage beside the counts of their groups.
  static func values(
    _ points: [MetricPoint], described metrics: [MetricDescription]
  ) -> [String: MeasuredValue] {
    let shares = Set(metrics.filter { $0.unit == MetricDescription.share }.map(\.name))
    let values = Dictionary(points.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    return Dictionary(
      points.map { point in
        let group = point.name.split(separator: "/").dropLast().joined(separator: "/")
        let count = values[group + "/count"].flatMap { Int(exactly: $0) }.flatMap {
          $0 > 0 ? $0 : nil
        }
        return (
          point.name,
          MeasuredValue(value: point.value, count: count, isShare: shares.contains(point.name))
        )
      }, uniquingKeysWith: { $1 })
  }

  /// The share with its interval, where it is one of a known number of observations.
  private var interval: Interval? {
    guard isShare, let count, (0...1).contains(value) else { return nil }
    return WilsonInterval.interval(
      successes: min(value * Double(count), Double(count)), trials: count)
  }

  /// Returns the interval of how far a later value is above this one, where both are shares.
  func difference(to later: MeasuredValue) -> Interval? {
    guard let interval, let other = later.interval else { return nil }
    return ProportionDifference.interval(from: interval, to: other)
  }
}
