/// The difference of two proportions of separate samples, with Newcombe's interval (1998, method
/// 10).
///
/// With the Wilson intervals `[l, u]` of both: `d = q − p`, from `d − √((q − l_q)² + (u_p − p)²)`
/// to `d + √((u_q − q)² + (p − l_p)²)`. Proportions of the same items vary together as a rule; the
/// interval is then wider than it need be, never too narrow.
package enum ProportionDifference {
  /// Returns the second proportion minus the first; its count is that of the smaller sample.
  package static func interval(from first: Interval, to second: Interval) -> Interval {
    let difference = second.value - first.value
    let below = Self.length(second.value - second.low, first.high - first.value)
    let above = Self.length(second.high - second.value, first.value - first.low)
    return Interval(
      value: difference, low: difference - below, high: difference + above,
      count: min(first.count, second.count))
  }

  private static func length(_ one: Double, _ other: Double) -> Double {
    (one * one + other * other).squareRoot()
  }
}
