package import Labels

/// One annotator's vote on one pair of answers.
package struct PreferenceVote: Hashable, Sendable {
  /// The pair that was judged.
  package let item: String
  /// Who judged it, an opaque name.
  package let annotator: String
  /// The side preferred; none for a tie.
  package let preferred: PairSide?
  /// How much better it is; a tie has no strength, whatever is given.
  package let strength: PreferenceStrength

  /// Creates a vote.
  package init(
    item: String, annotator: String, preferred: PairSide?, strength: PreferenceStrength
  ) {
    self.item = item
    self.annotator = annotator
    self.preferred = preferred
    self.strength = preferred == nil ? .negligible : strength
  }
}
