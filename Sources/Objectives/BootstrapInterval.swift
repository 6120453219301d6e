/// The percentile bootstrap (Efron 1979): resample the prompts, look at the spread.
package enum BootstrapInterval {
  /// Returns a statistic with its 95 % interval, or nothing without items.
  ///
  /// Pass one item per prompt: several answers to one prompt are not independent.
  package static func interval<Item>(
    of items: [Item], resamples: Int = 1000, using generator: inout some RandomNumberGenerator,
    statistic: ([Item]) -> Double
  ) -> Interval? {
    precondition(resamples > 0, "a bootstrap of \(resamples) resamples says nothing")
    guard !items.isEmpty else { return nil }
    var estimates: [Double] = []
    for _ in 0..<resamples {
      let sample = items.map { _ in
        items[Int(generator.next(upperBound: UInt64(items.count)))]
      }
      estimates.append(statistic(sample))
    }
    let spread = Quantiles(of: estimates)
    return Interval(
      value: statistic(items), low: spread.value(at: 0.025), high: spread.value(at: 0.975),
      count: items.count)
  }

  /// Returns the mean of one number per prompt with its 95 % interval.
  package static func mean(
    of values: [Double], resamples: Int = 1000, using generator: inout some RandomNumberGenerator
  ) -> Interval? {
    interval(of: values, resamples: resamples, using: &generator) { Moments(of: $0).mean }
  }
}
