/// How many people judge how fast, and what goes wrong meanwhile.
struct LoadPlan: Sendable {
  /// The people who judge at once.
  var people = 50
  /// How many pairs each judges in a second.
  var rate = 4.0
  /// How many seconds they go on.
  var seconds = 600.0
  /// How often the server is killed, at even distances.
  var kills = 100
  /// The share of responses that never arrive.
  var lost = 0.05
  /// The share of requests that are sent twice.
  var doubled = 0.05
  /// The seed of what is lost and doubled.
  var seed: UInt64 = 1

  /// How many people judge each pair.
  static let overlap = 3

  /// How many pairs there are: enough for all.
  var pairs: Int { Int(Double(people) * rate * seconds) / Self.overlap + people }

  /// Returns a part of the plan, as fast and with as many faults by the minute.
  func part(_ share: Double) -> LoadPlan {
    var part = self
    part.seconds = seconds * share
    part.kills = max(1, Int(Double(kills) * share))
    return part
  }
}
