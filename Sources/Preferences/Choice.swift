package import Artifacts
package import Labels

/// The meaning of one key or button: which answer on the screen is better, and by how much.
///
/// 1 to 4 prefer A on the left, from significantly to negligibly; 5 to 8 prefer B, mirrored.
package enum Choice: Int, CaseIterable, Sendable {
  case significantlyA = 1
  case betterA, slightlyA, negligiblyA, negligiblyB, slightlyB, betterB, significantlyB

  /// Whether the answer on the left is the better one.
  package var isLeft: Bool { rawValue <= 4 }

  /// How much better.
  package var strength: PreferenceStrength {
    switch self {
    case .significantlyA, .significantlyB: .significantly
    case .betterA, .betterB: .better
    case .slightlyA, .slightlyB: .slightly
    case .negligiblyA, .negligiblyB: .negligible
    }
  }

  /// The words on the button.
  package var words: String {
    switch strength {
    case .significantly: "significantly better"
    case .better: "better"
    case .slightly: "slightly better"
    case .negligible: "negligibly better or unsure"
    }
  }

  /// Returns which answer of the question is meant, given where each was shown.
  package func preferred(in question: Question) -> PairSide {
    isLeft == question.firstIsLeft ? .first : .second
  }
}
