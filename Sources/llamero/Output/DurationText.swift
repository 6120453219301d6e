import Foundation

/// Writes durations as people say them.
enum DurationText {
  /// Returns "0.42 s", "12 s", "2 min 05 s" or "1 h 02 min".
  static func of(seconds: Double) -> String {
    seconds < 10 ? String(format: "%.2f s", max(seconds, 0)) : forecast(seconds: seconds)
  }

  /// Returns the same without fractions of a second, for estimates.
  static func forecast(seconds: Double) -> String {
    // An estimate can be absurd while a stage warms up.
    let whole = Int(min(max(seconds, 0), 1e9).rounded(.up))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return String(format: "%d min %02d s", whole / 60, whole % 60) }
    return String(format: "%d h %02d min", whole / 3600, whole % 3600 / 60)
  }
}
