package import Labels
package import Objectives

/// What the votes say about one pair: how probable it is that the first answer is better.
package struct SoftLabel: Equatable, Sendable {
  /// The pair.
  package let item: String
  /// `P(first is better | votes)` with a 95 % interval, and the number of votes.
  ///
  /// The interval is of the probability that someone would give who sees the same votes, but
  /// knows how reliable each annotator is and how easy the item is. Its mean is the label itself.
  /// What all share, such as the crowd's mean reliability, counts as known.
  package let first: Interval

  /// What a reward model is trained on.
  package var target: SoftTarget { SoftTarget(first: first.value) }
}

/// A soft label as a ranking loss takes it: the side to prefer, and how surely.
package struct SoftTarget: Equatable, Sendable {
  /// The side that is more probably better, the first of equals.
  package let preferred: PairSide
  /// The probability that it is better, ½ to 1.
  package let probability: Double

  /// Creates the target of a pair whose first answer is better with the given probability.
  package init(first probability: Double) {
    precondition((0...1).contains(probability), "\(probability) is no probability")
    preferred = probability >= 0.5 ? .first : .second
    self.probability = max(probability, 1 - probability)
  }
}
