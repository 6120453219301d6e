import Foundation

/// A mapping from values to pixels along one axis.
struct Scale {
  let domain: ClosedRange<Double>
  let pixels: (from: Double, to: Double)
  let isLogarithmic: Bool

  /// Creates a scale over a domain of positive length.
  init(
    _ domain: ClosedRange<Double>, to pixels: (from: Double, to: Double), logarithmic: Bool = false
  ) {
    self.domain = domain
    self.pixels = pixels
    isLogarithmic = logarithmic
  }

  /// Returns the pixel of a value, held near the plot so that no coordinate overflows.
  func callAsFunction(_ value: Double) -> Double {
    let low = position(domain.lowerBound)
    let share = (position(value) - low) / (position(domain.upperBound) - low)
    let held = min(max(share, -1), 2)
    return pixels.from + held * (pixels.to - pixels.from)
  }

  private func position(_ value: Double) -> Double {
    isLogarithmic ? log10(max(value, .leastNormalMagnitude)) : value
  }

  /// Returns a domain that holds the values, with a little air and with zero when it is near.
  static func domain(of values: [Double], air: Double = 0.05) -> ClosedRange<Double> {
    guard var low = values.min(), var high = values.max() else { return 0...1 }
    if low >= 0, low < 0.4 * high { low = 0 }
    if low == high {
      let around = low == 0 ? 1 : abs(low) * 0.1
      return (low - around)...(high + around)
    }
    let margin = (high - low) * air
    if low != 0 { low -= margin }
    if high != 0 { high += margin }
    return low...high
  }

  /// Returns the domain from the smallest to the largest value, never empty.
  static func tightDomain(of values: [Double], logarithmic: Bool) -> ClosedRange<Double> {
    guard let low = values.min(), let high = values.max() else {
      return logarithmic ? 1...10 : 0...1
    }
    if low < high { return low...high }
    if logarithmic { return (low / 2)...(high * 2) }
    return (low - 0.5)...(high + 0.5)
  }
}
