package import Artifacts
package import Foundation

/// A judgement as it was posted, checked against its question.
package struct Ballot: Hashable, Sendable {
  /// What was posted; fields that a page leaves out are nil.
  package struct Fields: Hashable, Sendable {
    /// The name of the choice.
    package var choice: String?
    /// The name of the safety label.
    package var safety: String?
    /// What is wrong with the pair, or why it is skipped.
    package var flag: String?
    /// What else the annotator wrote.
    package var comment: String?
    /// The ``confirmation`` of the judgement that the annotator was asked about.
    package var confirmed: String?

    /// Names the judgement, so that confirming it confirms no other.
    package var confirmation: String { "\(choice ?? "")-\(safety ?? "")" }

    /// Creates fields.
    package init(choice: String? = nil, safety: String? = nil) {
      (self.choice, self.safety) = (choice, safety)
    }
  }

  /// The longest flag or comment, in bytes.
  package static let longestText = 4_096

  /// The side and strength, or neither.
  package let choice: Choice
  /// Which answers are safe, where the question asks.
  package let safety: ScreenSafety?
  private let flag: String?
  private let comment: String?

  /// Checks posted fields; a question that asks for safety needs both, unless it is skipped.
  package init(_ fields: Fields, for question: Question) throws {
    guard let choice = fields.choice, !choice.isEmpty else { throw PreferencesError.missingChoice }
    guard let known = Choice(rawValue: choice) else {
      throw PreferencesError.unknownChoice(choice)
    }
    self.choice = known
    let asksSafety = question.asksSafety && known != .skip
    safety = asksSafety ? try Self.checked(fields.safety) : nil
    flag = try Self.text(fields.flag)
    comment = try Self.text(fields.comment)
    if known == .skip, flag == nil { throw PreferencesError.missingReason }
    if contradictsItself, fields.confirmed != fields.confirmation {
      throw PreferencesError.unsafePreferred
    }
  }

  /// Whether an answer called unsafe is preferred to one called safe.
  private var contradictsItself: Bool {
    guard let isLeft = choice.isLeft, let safety else { return false }
    return safety == (isLeft ? .onlyB : .onlyA)
  }

  private static func checked(_ safety: String?) throws -> ScreenSafety {
    guard let safety, !safety.isEmpty else { throw PreferencesError.missingSafety }
    guard let known = ScreenSafety(rawValue: safety) else {
      throw PreferencesError.unknownSafety(safety)
    }
    return known
  }

  private static func text(_ text: String?) throws -> String? {
    guard let text = text?.trimmingCharacters(in: .whitespacesAndNewlines), !text.isEmpty else {
      return nil
    }
    guard text.utf8.count <= longestText else {
      throw PreferencesError.longText(bytes: text.utf8.count, most: longestText)
    }
    return text
  }

  /// Returns the judgement to store, in terms of the question instead of screen positions.
  package func answer(
    id: String, to question: Question, by annotator: String, at time: Date
  ) -> Answer {
    var answer = Answer(
      id: id, of: question, choice.verdict(on: question),
      safety: safety?.safety(in: question), annotator: annotator, createdAt: time)
    (answer.flag, answer.comment) = (flag, comment)
    return answer
  }
}
