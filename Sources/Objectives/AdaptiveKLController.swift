/// The controller that steers the KL coefficient towards a target (Ziegler et al. 2019, §2.2).
///
/// `e = clip(KL / target − 1, ±0.2)`, `β ← β (1 + e · n / horizon)`.
package struct AdaptiveKLController: Equatable, Codable, Sendable {
  /// The coefficient β of the penalty.
  package private(set) var klCoefficient: Double
  /// The divergence to hold, in nats per sequence.
  package let target: Double
  /// The number of episodes over which β moves by about the clipped error.
  package let horizon: Double

  /// Creates a controller.
  package init(klCoefficient: Double, target: Double = 6, horizon: Double = 10_000) {
    precondition(target > 0 && horizon > 0, "target \(target) and horizon \(horizon) must be > 0")
    self.klCoefficient = klCoefficient
    self.target = target
    self.horizon = horizon
  }

  /// Moves β after a batch of episodes with the given mean divergence per sequence.
  package mutating func update(divergence: Double, episodes: Int) {
    let error = min(max(divergence / target - 1, -0.2), 0.2)
    klCoefficient *= 1 + error * Double(episodes) / horizon
  }
}
