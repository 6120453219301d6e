/// The percentile bootstrap (Efron 1979): resample the prompts, look at the spread.
package enum BootstrapInterval {
  /// Returns a statistic with its 95 % interval, or nothing without items or a value.
  ///
  /// Pass one item per prompt: several answers to one prompt are not independent. Resamples that
  /// have no value are left out.
  package static func interval<Item>(
    of items: [Item], resamples: Int = 1000, using generator: inout some RandomNumberGenerator,
    statistic: ([Item]) -> Double?
  ) -> Interval? {
    precondition(resamples > 0, "a bootstrap of \(resamples) resamples says nothing")
    guard !items.isEmpty, let value = statistic(items) else { return nil }
    var estimates: [Double] = []
    for _ in 0..<resamples {
      let sample = items.map { _ in
        items[Int(generator.next(upperBound: UInt64(items.count)))]
      }
      if let estimate = statistic(sample) { estimates.append(estimate) }
    }
    guard !estimates.isEmpty else { return nil }
    let spread = Quantiles(of: estimates)
    return Interval(
      value: value, low: spread.value(at: 0.025), high: spread.value(at: 0.975),
      count: items.count)
  }

  /// Returns the mean of one number per prompt with its 95 % interval.
  package static func mean(
    of values: [Double], resamples: Int = 1000, using generator: inout some RandomNumberGenerator
  ) -> Interval? {
    interval(of: values, resamples: resamples, using: &generator) { Moments(of: $0).mean }
  }
}
