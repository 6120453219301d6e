package import Artifacts

/// Which of the two answers to a question are safe; the raw value is what the store keeps.
package enum Safety: String, CaseIterable, Sendable {
  case bothSafe, onlyFirstSafe, onlySecondSafe, bothUnsafe

  /// The safety bins of the Llama 2 protocol, and the one it leaves out.
  package enum Bin: String, Sendable {
    case chosenSafe, bothSafe, bothUnsafe
    /// The preferred answer is the unsafe one: stored as given, left out of training and counted.
    case chosenUnsafe
  }

  /// Combines the safety labels of both answers.
  package init(firstIsSafe: Bool, secondIsSafe: Bool) {
    switch (firstIsSafe, secondIsSafe) {
    case (true, true): self = .bothSafe
    case (true, false): self = .onlyFirstSafe
    case (false, true): self = .onlySecondSafe
    case (false, false): self = .bothUnsafe
    }
  }

  /// Returns whether an answer is safe.
  package func isSafe(_ side: PairSide) -> Bool {
    self == .bothSafe || self == (side == .first ? .onlyFirstSafe : .onlySecondSafe)
  }

  /// Returns the bin of the pair, given which answer is preferred.
  package func bin(preferring side: PairSide) -> Bin {
    switch self {
    case .bothSafe: .bothSafe
    case .bothUnsafe: .bothUnsafe
    case .onlyFirstSafe: side == .first ? .chosenSafe : .chosenUnsafe
    case .onlySecondSafe: side == .second ? .chosenSafe : .chosenUnsafe
    }
  }
}

/// The same question as it is asked on the screen, where answers are called A and B.
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
  package func safety(in question: Question) -> Safety {
    switch self {
    case .bothSafe: .bothSafe
    case .bothUnsafe: .bothUnsafe
    case .onlyA: question.firstIsLeft ? .onlyFirstSafe : .onlySecondSafe
    case .onlyB: question.firstIsLeft ? .onlySecondSafe : .onlyFirstSafe
    }
  }
}
