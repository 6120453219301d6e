/// By how much a statistic's expectation under beliefs exceeds that under their prior.
struct Surplus: Sendable {
  /// The sum over the beliefs.
  private(set) var sum = 0.0
  /// The sum of squares over the beliefs.
  private(set) var squares = 0.0
  /// The variance of the statistic under the prior.
  let variance: Double

  /// Measures beliefs on the nodes of a statistic.
  init<Vector: SIMD<Double>>(_ beliefs: [Vector], over prior: Vector, of statistic: Vector) {
    let mean = (prior * statistic).sum()
    variance = (prior * statistic * statistic).sum() - mean * mean
    for belief in beliefs {
      let surplus = (belief * statistic).sum() - mean
      sum += surplus
      squares += surplus * surplus
    }
  }
}
