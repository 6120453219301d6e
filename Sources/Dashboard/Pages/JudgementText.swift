import Artifacts
import Foundation
import Labels
import Preferences

/// How a judgement reads to the person who made it.
enum JudgementText {
  /// Returns, for example, "A is slightly better; only A is safe".
  ///
  /// A is the answer that the annotator saw on the left, or else the one that the question shows.
  static func words(
    for answer: Answer, on question: Question, asShown: Bool = true
  ) -> String {
    var shown = question
    if asShown { shown.firstIsLeft = answer.shownLeft == .first }
    let choice = Choice(answer.verdict, on: shown)
    let verdict: String
    switch choice.isLeft {
    case true?: verdict = "A is \(choice.words)"
    case false?: verdict = "B is \(choice.words)"
    case nil: verdict = choice == .skip ? "skipped" : choice.words
    }
    let safety = answer.safety.flatMap { label in
      ScreenSafety.allCases.first { $0.safety(in: shown) == label }?.words
    }
    return [verdict, safety].compactMap { $0 }.joined(separator: "; ")
  }
}

/// How pages write times.
enum PageTime {
  /// Returns a time as date, hour and minute in UTC.
  static func minutes(_ time: Date) -> String {
    String(time.ISO8601Format().prefix(16)).replacing("T", with: " ")
  }
}
