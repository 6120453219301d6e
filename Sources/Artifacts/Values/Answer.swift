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
  /// The better answer.
  package var preferred: PairSide
  /// How much better it is.
  package var strength: PreferenceStrength
  /// Which answers are safe, where the question asks for it.
  package var safety: PairSafety?
  /// The answer that was shown on the left.
  package var shownLeft: PairSide
  /// Who judged.
  package var annotator: String
  /// When the judgement was made.
  package var createdAt: Date

  /// Creates a judgement of a question, shown as the question says.
  package init(
    id: String, of question: Question, preferred: PairSide, strength: PreferenceStrength,
    safety: PairSafety? = nil, annotator: String, createdAt: Date
  ) {
    self.id = id
    self.collection = question.collection
    self.question = question.id
    self.preferred = preferred
    self.strength = strength
    self.safety = safety
    self.shownLeft = question.firstIsLeft ? .first : .second
    self.annotator = annotator
    self.createdAt = createdAt
  }
}
