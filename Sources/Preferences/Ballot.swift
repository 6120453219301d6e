package import Artifacts
package import Foundation

/// A judgement as it was posted, checked against its question.
package struct Ballot: Hashable, Sendable {
  /// The side and strength.
  package let choice: Choice
  /// Which answers are safe, where the question asks.
  package let safety: ScreenSafety?

  /// Checks posted fields; a question that asks for safety needs both.
  package init(choice: String?, safety: String?, for question: Question) throws {
    guard let choice, !choice.isEmpty else { throw PreferencesError.missingChoice }
    guard let known = Choice.allCases.first(where: { "\($0.rawValue)" == choice }) else {
      throw PreferencesError.unknownChoice(choice)
    }
    self.choice = known
    self.safety = question.asksSafety ? try Self.checked(safety) : nil
  }

  private static func checked(_ safety: String?) throws -> ScreenSafety {
    guard let safety, !safety.isEmpty else { throw PreferencesError.missingSafety }
    guard let known = ScreenSafety(rawValue: safety) else {
      throw PreferencesError.unknownSafety(safety)
    }
    return known
  }

  /// Returns the judgement to store, in terms of the question instead of screen positions.
  package func answer(
    id: String, to question: Question, by annotator: String, at time: Date
  ) -> Answer {
    Answer(
      id: id, of: question, preferred: choice.preferred(in: question), strength: choice.strength,
      safety: safety?.safety(in: question), annotator: annotator, createdAt: time)
  }
}
