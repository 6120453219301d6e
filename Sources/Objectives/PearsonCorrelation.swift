/// The linear correlation of two series, such as scores and answer lengths.
package enum PearsonCorrelation {
  /// Returns the correlation, or nothing when a series does not vary.
  package static func value(_ first: [Double], _ second: [Double]) -> Double? {
    precondition(
      first.count == second.count, "correlation of \(first.count) and \(second.count) values")
    let (left, right) = (Moments(of: first), Moments(of: second))
    guard left.variance > 0, right.variance > 0 else { return nil }
    let products = zip(first, second).map { ($0 - left.mean) * ($1 - right.mean) }
    return Moments(of: products).mean / (left.standardDeviation * right.standardDeviation)
  }
}
