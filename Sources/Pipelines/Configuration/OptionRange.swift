/// The allowed range of an option; both ends are finite, so that no option is unbounded.
package struct OptionRange: Hashable, Sendable, CustomStringConvertible {
  /// The largest count of all: two of them multiply without overflow.
  package static let largestCount = 1_000_000_000

  /// Whether only whole numbers are meant.
  package let isWhole: Bool
  /// The lower end.
  private let lower: Double
  /// The upper end.
  private let upper: Double
  /// Whether the lower end itself may be given.
  private let includesLower: Bool
  /// Whether the upper end itself may be given.
  private let includesUpper: Bool

  /// Creates the range of a count.
  package static func whole(_ range: ClosedRange<Int>) -> OptionRange {
    precondition(range.upperBound <= largestCount, "the range of a count ends at \(range)")
    return OptionRange(
      isWhole: true, lower: Double(range.lowerBound), upper: Double(range.upperBound))
  }

  /// The numbers that a seed may be.
  package static let seed = OptionRange(isWhole: true, lower: 0, upper: Double(UInt64.max))

  /// Creates a range that includes both ends.
  package static func real(_ range: ClosedRange<Double>) -> OptionRange {
    OptionRange(lower: range.lowerBound, upper: range.upperBound)
  }

  /// Creates a range that excludes its upper end.
  package static func real(_ range: Range<Double>) -> OptionRange {
    OptionRange(lower: range.lowerBound, upper: range.upperBound, includesUpper: false)
  }

  /// Creates a range that excludes both ends.
  package static func between(_ lower: Double, _ upper: Double) -> OptionRange {
    OptionRange(lower: lower, upper: upper, includesLower: false, includesUpper: false)
  }

  private init(
    isWhole: Bool = false, lower: Double, upper: Double, includesLower: Bool = true,
    includesUpper: Bool = true
  ) {
    precondition(lower.isFinite && upper.isFinite && lower < upper, "no range: \(lower)...\(upper)")
    (self.isWhole, self.lower, self.upper) = (isWhole, lower, upper)
    (self.includesLower, self.includesUpper) = (includesLower, includesUpper)
  }

  /// Returns whether a number may be given.
  func contains(_ number: Double) -> Bool {
    (includesLower ? number >= lower : number > lower)
      && (includesUpper ? number <= upper : number < upper)
  }

  /// What is allowed, in words, for example "a whole number from 1 to 64".
  package var description: String {
    let kind = isWhole ? "a whole number" : "a number"
    let (low, high) = (Self.text(lower), Self.text(upper))
    return switch (includesLower, includesUpper) {
    case (true, true): "\(kind) from \(low) to \(high)"
    case (true, false): "\(kind) of at least \(low) and below \(high)"
    case (false, true): "\(kind) above \(low) and at most \(high)"
    case (false, false): "\(kind) above \(low) and below \(high)"
    }
  }

  /// The ends alone, for example "1 to 64" or "0 to below 1".
  package var bounds: String {
    (includesLower ? "" : "above ") + Self.text(lower)
      + (includesUpper ? " to " : " to below ") + Self.text(upper)
  }

  /// The ends by the keywords of JSON Schema.
  var limits: [String: ConfigurationValue] {
    func value(_ number: Double) -> ConfigurationValue {
      if number == Double(UInt64.max) { return .integer(Int128(UInt64.max)) }
      return Int(exactly: number).map { .integer(Int128($0)) } ?? .real(number)
    }
    return [
      includesLower ? "minimum" : "exclusiveMinimum": value(lower),
      includesUpper ? "maximum" : "exclusiveMaximum": value(upper),
    ]
  }

  private static func text(_ number: Double) -> String {
    // The largest seed rounds to 2⁶⁴ as a real number.
    if number == Double(UInt64.max) { return "\(UInt64.max)" }
    return Int(exactly: number).map { "\($0)" } ?? "\(number)"
  }
}
