import Foundation

/// The learning rate of each step of a run whose length is known.
///
/// `lr = peak (t + 1)/W` while `t < W`, then
/// `lr = floor + (peak − floor) ½ (1 + cos(π (t − W) / max(1, T − 1 − W)))`: Llama 2 decays to
/// 10 % of the peak and warms reward models up over 3 % of the steps, at least 5.
package struct LearningRateSchedule: Equatable, Sendable {
  /// How the rate moves after its warmup.
  package enum Shape: String, CaseIterable, Codable, Sendable {
    case cosine
    case constant
  }

  /// The highest rate.
  package let peak: Double
  /// The number of steps T.
  package let steps: Int
  /// The number of steps W on which the rate still rises.
  package let warmup: Int
  /// The rate of the last step of a cosine.
  package let floor: Double
  /// How the rate moves after its warmup.
  package let shape: Shape

  /// Creates a cosine that falls to a share of its peak after a warmup.
  package static func cosine(
    peak: Double, steps: Int, warmup: Int? = nil, minimumLearningRateRatio: Double = 0.1
  ) -> LearningRateSchedule {
    LearningRateSchedule(
      peak: peak, steps: steps, warmup: warmup ?? standardWarmup(steps: steps),
      floor: peak * minimumLearningRateRatio, shape: .cosine)
  }

  /// Creates a rate that stays the same after an optional warmup.
  package static func constant(_ rate: Double, steps: Int, warmup: Int = 0)
    -> LearningRateSchedule
  {
    LearningRateSchedule(peak: rate, steps: steps, warmup: warmup, floor: rate, shape: .constant)
  }

  /// Returns `max(minimum, ⌈percent · T / 100⌉)` in integers, so no rounding can move it.
  package static func standardWarmup(steps: Int, percent: Int = 3, minimum: Int = 5) -> Int {
    max(minimum, (percent * steps + 99) / 100)
  }

  /// Returns the rate of a step, counted from 0.
  package func rate(at step: Int) -> Double {
    if step < warmup { return peak * Double(step + 1) / Double(warmup) }
    guard shape == .cosine else { return peak }
    let span = max(1, steps - 1 - warmup)
    let progress = Double(min(step - warmup, span)) / Double(span)
    return floor + (peak - floor) * 0.5 * (1 + cos(.pi * progress))
  }
}
