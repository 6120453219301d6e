import Foundation

/// The marks of an axis: round numbers that a reader can place values between.
package enum Ticks {
  /// Returns about `count` multiples of 1, 2 or 5 times a power of ten inside the range.
  package static func linear(_ range: ClosedRange<Double>, count: Int = 5) -> [Double] {
    let span = range.upperBound - range.lowerBound
    guard span > 0, span.isFinite else { return [range.lowerBound] }
    let step = self.step(span: span, count: count)
    let first = (range.lowerBound / step - 1e-9).rounded(.up)
    let last = (range.upperBound / step + 1e-9).rounded(.down)
    guard last >= first, last - first < 1_000 else { return [range.lowerBound] }
    return (0...Int(last - first)).map { (first + Double($0)) * step }
  }

  /// Returns powers of ten, with their double and fivefold when the range is short.
  package static func logarithmic(_ range: ClosedRange<Double>) -> [Double] {
    guard range.lowerBound > 0, range.upperBound.isFinite else { return [range.lowerBound] }
    let low = Int(log10(range.lowerBound).rounded(.down))
    let high = Int(log10(range.upperBound).rounded(.up))
    guard high - low < 40 else { return [range.lowerBound, range.upperBound] }
    let factors: [Double] = high - low > 3 ? [1] : [1, 2, 5]
    let all = (low...high).flatMap { power in factors.map { $0 * pow(10, Double(power)) } }
    return all.filter { $0 >= range.lowerBound * (1 - 1e-9) && $0 <= range.upperBound * (1 + 1e-9) }
  }

  /// Returns the labels of equally spaced ticks, all with the decimals their step needs.
  package static func labels(_ ticks: [Double]) -> [String] {
    guard ticks.count > 1, ticks.allSatisfy({ abs($0) < 1e9 }) else {
      return ticks.map(NumberText.short)
    }
    let step = abs(ticks[1] - ticks[0])
    guard step >= 1e-5 else { return ticks.map(NumberText.short) }
    let digits = max(0, Int((-log10(step) - 1e-9).rounded(.up)))
    return ticks.map { NumberText.fixed($0, digits: digits) }
  }

  private static func step(span: Double, count: Int) -> Double {
    let rough = span / Double(max(1, count))
    let power = pow(10, log10(rough).rounded(.down))
    let fraction = rough / power
    if fraction < 1.5 { return power }
    if fraction < 3.5 { return 2 * power }
    return fraction < 7.5 ? 5 * power : 10 * power
  }
}
