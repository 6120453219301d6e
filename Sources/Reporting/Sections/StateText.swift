import Foundation

/// States and durations in words.
package enum StateText {
  /// Returns the state of a run or stage in words.
  package static func words(for state: String, skipped: Bool = false) -> String {
    if skipped { return "reused" }
    switch state {
    case "waitingForPeople": return "waiting for people"
    default: return state
    }
  }

  /// Returns a duration such as `4.2 s`, `3 min 12 s` or `1 h 02 min`.
  package static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return "unknown" }
    if seconds < 60 { return String(format: "%.1f s", seconds) }
    let whole = Int(seconds.rounded())
    if whole < 3600 { return String(format: "%d min %02d s", whole / 60, whole % 60) }
    return String(format: "%d h %02d min", whole / 3600, whole % 3600 / 60)
  }
}
