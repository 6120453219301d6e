import Artifacts
import Preferences

/// All judgements of a collection, by who made them.
struct StudyWork: Sendable {
  /// Everybody who judged, by id.
  let annotators: [AnnotatorWork]
  private let questions: [String: Question]
  private let answers: [Answer]

  /// Reads a collection; the cost grows with it, so that only its leads do.
  init(_ collection: String, in store: ArtifactStore) throws {
    let questions = try store.questions(in: collection)
    let answers = try store.answers(in: collection)
    let inForce = AnswerAggregation.inForce(answers)
    let votes = Dictionary(grouping: inForce, by: \.question)
    let lengths = questions.reduce(into: PairLengths()) {
      $0[$1.id] = ($1.first.utf8.count, $1.second.utf8.count)
    }
    // Who judges a late answer again does not make it a timely one.
    let late = Dictionary(grouping: answers.filter(\.isLate), by: \.annotator)
      .mapValues { Set($0.map(\.question)).count }
    annotators = Dictionary(grouping: inForce, by: \.annotator).sorted { $0.key < $1.key }
      .map { AnnotatorWork($0.key, $0.value, late: late[$0.key] ?? 0, among: votes, lengths) }
    self.questions = questions.reduce(into: [:]) { $0[$1.id] = $1 }
    self.answers = answers
  }

  /// How many judgements there are, superseded ones included.
  var count: Int { answers.count }

  /// Returns the newest judgements with their questions, the newest first.
  func newest(_ count: Int) -> [(Question, Answer)] {
    answers.suffix(count).reversed().compactMap { answer in
      questions[answer.question].map { ($0, answer) }
    }
  }
}
