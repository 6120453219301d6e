/// When the loop writes a checkpoint: at a fixed interval, or as often as 2 % of its time allows.
package struct CheckpointPace: Sendable {
  /// The minimum time between two checkpoints in automatic mode.
  static let leastPause: Duration = .seconds(10)
  /// The minimum ratio of run time to checkpoint time, counting the one that is due: 50, or 2 %.
  static let share = 50

  private let interval: Int
  private let countsParts: Bool
  private let begin: ContinuousClock.Instant
  private var lastEnd: ContinuousClock.Instant
  private var cost: Duration = .zero
  private var spent: Duration = .zero

  /// Creates a pace of an interval in steps, with or without parts of steps; 0 is automatic.
  package init(interval: Int, countsParts: Bool = false, now: ContinuousClock.Instant = .now) {
    precondition(interval >= 0, "CheckpointPace: an interval of \(interval)")
    (self.interval, self.countsParts) = (interval, countsParts)
    (begin, lastEnd) = (now, now)
  }

  /// Returns whether a checkpoint is due at a place, which may lie between the parts of a step.
  package func isDue(at place: LoopPlace, now: ContinuousClock.Instant = .now) -> Bool {
    guard interval == 0 else {
      return place.part == 0 ? place.step % interval == 0 : countsParts
    }
    // The next checkpoint is expected to cost what the last one did.
    return now - lastEnd >= Self.leastPause && now - begin >= (spent + cost) * Self.share
  }

  /// Records the cost of a checkpoint.
  package mutating func saved(
    from start: ContinuousClock.Instant, to end: ContinuousClock.Instant = .now
  ) {
    (cost, lastEnd) = (end - start, end)
    spent += cost
  }
}
