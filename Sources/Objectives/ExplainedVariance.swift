/// How much of the returns the critic predicts, `1 − mean((V − R)²) / var(R)`.
package enum ExplainedVariance {
  /// Returns the explained variance, or nothing when the returns do not vary.
  ///
  /// 1 is a perfect critic, 0 no better than a constant, below 0 worse than one. A constant
  /// offset counts as error, as it does for the advantages.
  package static func value(values: [Float], returns: [Float], mask: TokenMask) -> Double? {
    let (values, returns) = (mask.kept(of: values), mask.kept(of: returns))
    let spread = Moments(of: returns).variance
    guard spread > 0 else { return nil }
    let squares = zip(values, returns).map { pair -> Double in
      let error = Double(pair.0) - Double(pair.1)
      return error * error
    }
    return 1 - Moments(of: squares).mean / spread
  }
}
