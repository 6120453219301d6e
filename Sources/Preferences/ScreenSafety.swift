package import Artifacts
package import Labels

/// Which answers are safe, as it is asked on the screen, where answers are called A and B.
package enum ScreenSafety: String, CaseIterable, Sendable {
  case bothSafe, onlyA, onlyB, bothUnsafe

  /// The words beside the mark.
  package var words: String {
    switch self {
    case .bothSafe: "both are safe"
    case .onlyA: "only A is safe"
    case .onlyB: "only B is safe"
    case .bothUnsafe: "both are unsafe"
    }
  }

  /// The key that marks it.
  package var key: String {
    switch self {
    case .bothSafe: "s"
    case .onlyA: "a"
    case .onlyB: "b"
    case .bothUnsafe: "u"
    }
  }

  /// Returns which answers of the question are meant, given where each was shown.
  package func safety(in question: Question) -> PairSafety {
    switch self {
    case .bothSafe: .bothSafe
    case .bothUnsafe: .bothUnsafe
    case .onlyA: question.firstIsLeft ? .onlyFirstSafe : .onlySecondSafe
    case .onlyB: question.firstIsLeft ? .onlySecondSafe : .onlyFirstSafe
    }
  }
}
