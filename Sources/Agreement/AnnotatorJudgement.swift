package import Labels

/// What one judgement tells about the person who gave it.
package struct AnnotatorJudgement: Equatable, Sendable {
  /// Whether the answer on the left was preferred.
  package let choseLeft: Bool
  /// How much better it is.
  package let strength: PreferenceStrength
  /// The seconds from showing the pair to the answer; nothing where they are not known.
  package let seconds: Double?
  /// The number of words on the screen, 0 where unknown.
  package var words = 0
  /// Whether a gold item was judged right; nothing for other items.
  package var isRight: Bool?
  /// What the other annotators say; nothing where they prefer neither side to the other.
  package var peers: PeerMajority?
  /// Whether the longer answer was preferred; nothing for equal lengths.
  package var prefersLonger: Bool?

  /// Creates a judgement of an item that is not gold and that nobody else judged.
  package init(choseLeft: Bool, strength: PreferenceStrength, seconds: Double?) {
    self.choseLeft = choseLeft
    self.strength = strength
    self.seconds = seconds
  }

  /// The judgement as a choice of a side, with gold as the reference and peers where there is none.
  package var sideChoice: SideChoice {
    SideChoice(choseLeft: choseLeft, agreesWithReference: isRight ?? peers?.agrees)
  }

  /// Whether the same key was pressed.
  func hasSameKey(as other: Self) -> Bool {
    choseLeft == other.choseLeft && strength == other.strength
  }
}

/// What most of the other annotators of an item prefer.
package struct PeerMajority: Equatable, Sendable {
  /// Whether they prefer the same answer.
  package let agrees: Bool
  /// How many of them prefer a side.
  package let voters: Int

  /// Creates a majority of peers.
  package init(agrees: Bool, voters: Int) {
    (self.agrees, self.voters) = (agrees, voters)
  }

  /// Whether the others agree or not is evidence on the annotator.
  ///
  /// One other person is none: of two who differ, the careless one would accuse the other.
  package var isEvidence: Bool { voters > 1 }
}
