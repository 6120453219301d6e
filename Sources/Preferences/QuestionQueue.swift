package import Artifacts

/// Which question comes next, and how far a collection is.
package struct QuestionQueue: Sendable {
  /// The questions in the order of their index.
  package let questions: [Question]
  private let answers: [Answer]
  private let counts: [String: Int]

  /// Creates the queue of a collection from its questions and all rows of answers, oldest first.
  package init(questions: [Question], answers: [Answer]) {
    self.questions = questions.sorted { $0.index < $1.index }
    self.answers = answers
    counts = Dictionary(answers.map { ($0.question, 1) }, uniquingKeysWith: +)
  }

  /// The next question: one without an answer, by index; none when every question has one.
  package var next: Question? {
    let fewest = questions.min { count(of: $0) < count(of: $1) }
    return fewest.flatMap { count(of: $0) == 0 ? $0 : nil }
  }

  /// The number of questions that have an answer.
  package var answered: Int { questions.count { count(of: $0) > 0 } }

  /// The number of questions.
  package var total: Int { questions.count }

  /// Whether every question has an answer.
  package var isComplete: Bool { answered == total }

  /// Returns the question at an index of the collection.
  package func question(at index: Int) -> Question? {
    questions.first { $0.index == index }
  }

  /// Returns the question at an index if it has an answer.
  package func answeredQuestion(at index: Int) -> Question? {
    question(at: index).flatMap { count(of: $0) > 0 ? $0 : nil }
  }

  /// How often either side of the screen won, over the answers in force.
  package var sides: SideCount {
    let lefts = inForce.count { $0.preferred == $0.shownLeft }
    return SideCount(left: lefts, right: inForce.count - lefts)
  }

  /// The newest row of each annotator for each question.
  package var inForce: [Answer] { AnswerAggregation.inForce(answers) }

  private func count(of question: Question) -> Int { counts[question.id] ?? 0 }
}

/// How often the answer on either side of the screen was preferred.
package struct SideCount: Hashable, Sendable {
  /// Judgements for A.
  package let left: Int
  /// Judgements for B.
  package let right: Int
}
