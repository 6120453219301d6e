/// The score interval of a proportion (Wilson 1927), sound for small samples and near 0 and 1.
///
/// `(p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n)` with the normal quantile z.
package enum WilsonInterval {
  /// The normal quantile of a two-sided 95 % interval.
  package static let quantile95 = 1.959963984540054

  /// Returns the interval of `successes` out of `trials`, or nothing without trials.
  ///
  /// - Parameter successes: may hold halves, since a tie counts ½.
  package static func interval(
    successes: Double, trials: Int, quantile: Double = quantile95
  ) -> Interval? {
    precondition(
      successes >= 0 && successes <= Double(trials), "\(successes) successes in \(trials) trials")
    guard trials > 0 else { return nil }
    let count = Double(trials)
    let share = successes / count
    let square = quantile * quantile / count
    let center = share + square / 2
    let spread = quantile * (share * (1 - share) / count + square / (4 * count)).squareRoot()
    return Interval(
      value: share, low: min(share, max(0, (center - spread) / (1 + square))),
      high: max(share, min(1, (center + spread) / (1 + square))), count: trials)
  }
}
