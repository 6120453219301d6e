import Foundation
package import Labels
import Randomness

/// What an annotator says about two answers.
package struct Judgement: Codable, Hashable, Sendable {
  /// Whether the first answer is preferred to the second.
  package var prefersFirst: Bool
  /// How much better the preferred answer is.
  package var strength: PreferenceStrength
  /// Which answers are safe, for prompts with the safety tag.
  package var safetyBin: SafetyBin?

  /// Grades a perceived difference of gold, positive when the first answer seems better.
  init(perceived difference: Double, safetyBin: SafetyBin? = nil) {
    prefersFirst = difference >= 0
    strength = Self.strength(abs(difference))
    self.safetyBin = safetyBin
  }

  /// The grade of a perceived difference: from 0.1, 0.3 and 0.6 on it is a higher one.
  static func strength(_ difference: Double) -> PreferenceStrength {
    switch difference {
    case ..<0.1: .negligible
    case ..<0.3: .slightly
    case ..<0.6: .better
    default: .significantly
    }
  }
}

extension PairRecord {
  /// Returns the comparison that a judgement makes of the pair.
  package func comparison(_ judgement: Judgement) -> Comparison {
    var comparison = comparison(preferringFirst: judgement.prefersFirst)
    comparison.strength = judgement.strength
    comparison.safetyBin = judgement.safetyBin
    comparison.shownFirst = judgement.prefersFirst ? .chosen : .rejected
    return comparison
  }
}
