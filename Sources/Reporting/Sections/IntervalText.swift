import Charts
import Foundation

/// A value with its interval in words.
struct IntervalText {
  /// The value.
  let number: String
  /// The interval in brackets.
  let range: String

  /// Writes a value with its interval, to a number of decimals.
  init(value: Double, low: Double, high: Double, digits: Int) {
    number = NumberText.fixed(value, digits: digits)
    let ends = [low, high].map { NumberText.fixed($0, digits: digits) }
    range = "[\(ends[0]), \(ends[1])]"
  }

  /// Returns the decimals that leave two significant digits of the width.
  static func digits(width: Double) -> Int {
    guard width.isFinite, width > 0 else { return 3 }
    return min(max(1 - Int(log10(width).rounded(.down)), 0), 6)
  }
}
