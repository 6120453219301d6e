package import Labels

/// What one judgement tells about the person who gave it.
package struct AnnotatorJudgement: Equatable, Sendable {
  /// Whether the answer on the left was preferred.
  package let choseLeft: Bool
  /// How much better it is.
  package let strength: PreferenceStrength
  /// The seconds from showing the pair to the answer.
  package let seconds: Double
  /// The number of words on the screen, 0 where unknown.
  package var words = 0
  /// Whether a gold item was judged right; nothing for other items.
  package var isRight: Bool?
  /// Whether most of the other annotators prefer the same answer; nothing without a majority.
  package var agreesWithPeers: Bool?
  /// Whether the longer answer was preferred; nothing for equal lengths.
  package var prefersLonger: Bool?

  /// Creates a judgement of an item that is not gold and that nobody else judged.
  package init(choseLeft: Bool, strength: PreferenceStrength, seconds: Double) {
    self.choseLeft = choseLeft
    self.strength = strength
    self.seconds = seconds
  }

  /// The judgement as a choice of a side, with gold as the reference and peers where there is none.
  package var sideChoice: SideChoice {
    SideChoice(choseLeft: choseLeft, agreesWithReference: isRight ?? agreesWithPeers)
  }

  /// Whether the same key was pressed.
  func hasSameKey(as other: Self) -> Bool {
    choseLeft == other.choseLeft && strength == other.strength
  }
}
