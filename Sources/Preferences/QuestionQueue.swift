package import Artifacts

/// What a person is asked next in a collection, and the progress so far.
///
/// Nothing here reads the whole collection, so a page costs the same at a million questions.
package struct QuestionQueue: Sendable {
  /// The name of the collection.
  package let collection: String
  /// The id of the person.
  package let person: String
  /// The number of questions that need no further answer.
  package let answered: Int
  /// The number of questions.
  package let total: Int
  /// What people read beside each question, in Markdown.
  package let guidelines: String
  private let store: ArtifactStore

  /// Reads a collection's current state; nil if it has no questions.
  package init?(_ collection: String, for person: String, in store: ArtifactStore) throws {
    guard let progress = try store.progress(of: collection), progress.questions > 0 else {
      return nil
    }
    self.collection = collection
    self.person = person
    self.store = store
    (answered, total) = (progress.answered, progress.questions)
    guidelines = progress.guidelines
  }

  /// Reserves the question that the person has, or the next that needs one, for a page.
  package func next(page: String = "") throws -> Question? {
    try store.assign(in: collection, to: person, page: page)
  }

  /// Returns the indices of questions that the person skipped and that still need somebody.
  package func skipped() throws -> [Int] {
    try store.skippedPlaces(in: collection, by: person)
  }

  /// Returns the question at an index of the collection, as the person sees it.
  package func question(at index: Int) throws -> Question? {
    try store.question(at: index, in: collection)?.shown(to: person)
  }

  /// Returns what the person says of a question, if they have judged it.
  package func judgement(of question: Question) throws -> Answer? {
    try store.judgement(of: question.id, in: collection, by: person)
  }

  /// Returns whether the person has judged the question at an index.
  package func isJudged(at index: Int) throws -> Bool {
    try store.question(at: index, in: collection).flatMap(judgement(of:)) != nil
  }

  /// Returns how many questions the person has judged or skipped.
  package func judged() throws -> Int {
    try store.judgedCount(in: collection, by: person)
  }
}
