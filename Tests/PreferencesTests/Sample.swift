import Artifacts
import Foundation
import Labels

/// Questions and answers for the tests.
enum Sample {
  static func question(
    _ index: Int = 0, asksSafety: Bool = false, firstIsLeft: Bool = true
  ) -> Question {
    Question(
      id: "q\(index)", collection: "c", index: index,
      messages: [QuestionMessage(role: "user", content: "Who guards the gate?")],
      first: "Amaru.", second: "A llama.", asksSafety: asksSafety, firstIsLeft: firstIsLeft)
  }

  static func answer(
    _ id: String, to question: Question, preferred: PairSide = .first, by annotator: String = "a"
  ) -> Answer {
    Answer(
      id: id, of: question, .prefers(preferred, .slightly), annotator: annotator,
      createdAt: Date(timeIntervalSince1970: 0))
  }
}
