/// When the loop keeps a checkpoint: at fixed steps, or as often as costs a fiftieth of the time.
package struct CheckpointPace: Sendable {
  /// The least time between two checkpoints of the automatic pace.
  static let leastPause: Duration = .seconds(10)
  /// The loop's time over that of its checkpoints, with the next one, that is waited for: 2 %.
  static let share = 50

  private let interval: Int
  private let countsParts: Bool
  private let begin: ContinuousClock.Instant
  private var lastEnd: ContinuousClock.Instant
  private var cost: Duration = .zero
  private var spent: Duration = .zero

  /// Creates a pace of a number of steps, with or without the parts of a step; 0 is automatic.
  package init(interval: Int, countsParts: Bool = false, now: ContinuousClock.Instant = .now) {
    precondition(interval >= 0, "CheckpointPace: an interval of \(interval)")
    (self.interval, self.countsParts) = (interval, countsParts)
    (begin, lastEnd) = (now, now)
  }

  /// Returns whether a checkpoint is due at a place, also between the parts of a step.
  package func isDue(at place: LoopPlace, now: ContinuousClock.Instant = .now) -> Bool {
    guard interval == 0 else {
      return place.part == 0 ? place.step % interval == 0 : countsParts
    }
    return now - lastEnd >= Self.leastPause && now - begin >= (spent + cost) * Self.share
  }

  /// Notes what a checkpoint cost.
  package mutating func saved(
    from start: ContinuousClock.Instant, to end: ContinuousClock.Instant = .now
  ) {
    (cost, lastEnd) = (end - start, end)
    spent += cost
  }
}
