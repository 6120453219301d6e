package import Foundation
package import Labels

/// A person's judgement of one question; never changed once stored.
package struct Answer: Codable, Hashable, Sendable {
  /// The name that makes sending an answer twice harmless.
  package var id: String
  /// The collection of the question.
  package var collection: String
  /// The question that was judged.
  package var question: String
  /// What the person says of the pair.
  package var verdict: Verdict
  /// Which answers are safe, where the question asks for it.
  package var safety: PairSafety?
  /// The answer that was shown on the left.
  package var shownLeft: PairSide
  /// Who judged: the opaque id of a person, or "local".
  package var annotator: String
  /// What is wrong with the question or an answer, in the person's words; why it was skipped.
  package var flag: String?
  /// What else the person wrote.
  package var comment: String?
  /// How many seconds the pair lay before the person; nil if that is not known.
  package var seconds: Double?
  /// Whether others had already been asked in the person's place.
  package var isLate = false
  /// When the judgement was made.
  package var createdAt: Date

  /// The better answer, if one is.
  package var preferred: PairSide? { verdict.preferred }
  /// How much better it is, if one is.
  package var strength: PreferenceStrength? { verdict.strength }

  /// Creates a judgement of a question, shown as the question says.
  package init(
    id: String, of question: Question, _ verdict: Verdict, safety: PairSafety? = nil,
    annotator: String, createdAt: Date
  ) {
    self.id = id
    self.collection = question.collection
    self.question = question.id
    self.verdict = verdict
    self.safety = safety
    self.shownLeft = question.firstIsLeft ? .first : .second
    self.annotator = annotator
    self.createdAt = createdAt
  }

  /// Returns whether two records say the same, whatever their times and ids.
  func saysTheSame(as other: Answer) -> Bool {
    var copy = other
    copy.id = id
    (copy.createdAt, copy.seconds, copy.isLate) = (createdAt, seconds, isLate)
    return copy == self
  }
}
