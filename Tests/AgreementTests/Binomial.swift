import Foundation

/// The binomial distribution, for exact powers and false alarms.
enum Binomial {
  /// Returns `P(X = x)` for x from 0 to n.
  static func probabilities(_ trials: Int, _ chance: Double) -> [Double] {
    var coefficient = 0.0
    return (0...trials).map { count in
      if count > 0 { coefficient += log(Double(trials - count + 1) / Double(count)) }
      let failures = Double(trials - count)
      return exp(coefficient + Double(count) * log(chance) + failures * log1p(-chance))
    }
  }

  /// Returns `P(X ≥ least)`.
  static func tail(_ trials: Int, _ chance: Double, from least: Int) -> Double {
    least > trials ? 0 : probabilities(trials, chance)[max(0, least)...].reduce(0, +)
  }

  /// Returns the largest power of any test at a level against one chance above ½.
  ///
  /// Neyman and Pearson: reject for many successes, at the boundary by lot.
  static func bestPower(
    _ trials: Int, against chance: Double, honest: Double, level: Double
  ) -> Double {
    var (size, power) = (0.0, 0.0)
    let pairs = zip(probabilities(trials, honest), probabilities(trials, chance))
      .sorted { $0.1 * $1.0 > $1.1 * $0.0 }
    for (null, alternative) in pairs {
      let share = min(1, (level - size) / null)
      size += share * null
      power += share * alternative
      if share < 1 { break }
    }
    return power
  }
}
