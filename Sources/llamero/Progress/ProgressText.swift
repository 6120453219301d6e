import Foundation

/// Words for how far a stage is and how fast it goes.
enum ProgressText {
  /// Returns the stage with its place in the pipeline: "[3/14] sft".
  static func place(_ name: String, _ position: Int, of count: Int) -> String {
    "[\(position + 1)/\(count)] \(name)"
  }

  /// Returns "3.10/s", or "2.5 s/step" of what is slower than one a second.
  static func rate(_ rate: Double, of unit: String) -> String {
    guard rate < 1 else {
      return String(format: rate < 10 ? "%.2f/s" : rate < 100 ? "%.1f/s" : "%.0f/s", rate)
    }
    let seconds = 1 / rate
    let one = unit.hasSuffix("s") ? String(unit.dropLast()) : unit
    return String(format: seconds < 10 ? "%.1f s/" : "%.0f s/", seconds) + one
  }

  /// Returns a number of a metric in four significant digits.
  static func value(_ value: Double) -> String { String(format: "%.4g", value) }
}
