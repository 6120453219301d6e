import Foundation

/// Numbers as people read them, the same on every machine and in every locale.
package enum NumberText {
  /// Returns the number with a fixed count of decimals, such as `0.710` or `−12 400.5`.
  package static func fixed(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return unusual(value) }
    let text = String(format: "%.\(max(0, min(digits, 12)))f", abs(value))
    let isZero = !text.contains { $0 != "0" && $0 != "." }
    return (value < 0 && !isZero ? "−" : "") + grouped(text)
  }

  /// Returns the number with about three significant digits, such as `0.0123`, `1 240` or `3.1e−6`.
  package static func short(_ value: Double) -> String {
    guard value.isFinite else { return unusual(value) }
    let size = abs(value)
    if size == 0 { return "0" }
    if size < 1e-4 || size >= 1e9 { return scientific(value) }
    if size >= 100 || (size < 1e9 && value == value.rounded()) { return fixed(value, digits: 0) }
    return fixed(value, digits: 2 - Int(log10(size).rounded(.down)))
  }

  /// Returns a coordinate in tenths of a pixel, without needless zeros.
  static func coordinate(_ value: Double) -> String {
    // A point that no picture reaches is drawn far outside of it.
    let reachable = value.isFinite ? min(max(value, -1e6), 1e6) : value < 0 ? -1e6 : 1e6
    let tenths = Int((reachable * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let fraction = abs(tenths) % 10
    return "\(sign)\(abs(tenths) / 10)" + (fraction == 0 ? "" : ".\(fraction)")
  }

  private static func scientific(_ value: Double) -> String {
    let parts = String(format: "%.1e", value).split(separator: "e")
    let exponent = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
    let mantissa = parts[0].hasSuffix(".0") ? parts[0].dropLast(2) : parts[0]
    return "\(mantissa)e\(exponent)".replacing("-", with: "−")
  }

  private static func unusual(_ value: Double) -> String {
    if value.isNaN { return "not a number" }
    return value < 0 ? "−∞" : "∞"
  }

  /// Puts a narrow space between groups of three digits from ten thousand on.
  private static func grouped(_ text: String) -> String {
    let parts = text.split(separator: ".", maxSplits: 1)
    let whole = parts[0]
    guard whole.count > 4 else { return text }
    var result = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { result.append("\u{202F}") }
      result.append(digit)
    }
    return parts.count == 2 ? "\(result).\(parts[1])" : result
  }
}
