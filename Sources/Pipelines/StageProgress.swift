/// How far a stage is, and how fast it goes.
package struct StageProgress: Sendable, Hashable {
  /// The name of the stage.
  package let stage: String
  /// The number of units done.
  package let done: Int
  /// The number of units in all.
  package let total: Int
  /// What is counted, for example "steps".
  package let unit: String
  /// The headline metric, as text.
  package let note: String
  /// The units done per second since the stage began or resumed, once known.
  package let rate: Double?

  /// The seconds left at this rate, once known.
  package var secondsLeft: Double? {
    rate.flatMap { $0 > 0 ? Double(total - done) / $0 : nil }
  }
}

/// Measures the rate of a stage from its progress reports.
struct ProgressMeter {
  private var start: (instant: ContinuousClock.Instant, done: Int)?

  /// Returns the units per second since the first report.
  mutating func rate(done: Int, at instant: ContinuousClock.Instant) -> Double? {
    // A phase that restarts the count is measured anew.
    guard let start, done >= start.done else {
      self.start = (instant, done)
      return nil
    }
    let seconds = (instant - start.instant) / .seconds(1)
    return seconds > 0 && done > start.done ? Double(done - start.done) / seconds : nil
  }
}
