/// What a list says of a run besides its record.
package struct RunOutline: Hashable, Sendable {
  /// The seconds that were spent on its stages.
  package let seconds: Double
  /// The newest headline metric of the last stage that has one.
  package let headline: MetricPoint?
}
