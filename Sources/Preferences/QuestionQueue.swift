package import Artifacts

/// Which question of a collection comes next, and the progress so far.
///
/// Nothing here reads the whole collection, so a page costs the same at a million questions.
package struct QuestionQueue: Sendable {
  /// The name of the collection.
  package let collection: String
  /// The number of questions that have an answer.
  package let answered: Int
  /// The number of questions.
  package let total: Int
  private let store: ArtifactStore

  /// Reads a collection's current state; nil if it has no questions.
  package init?(_ collection: String, in store: ArtifactStore) throws {
    guard let progress = try store.progress(of: collection), progress.questions > 0 else {
      return nil
    }
    self.collection = collection
    self.store = store
    (answered, total) = (progress.answered, progress.questions)
  }

  /// Returns the next question: the first one without an answer; none when every one has one.
  package func next() throws -> Question? { try store.openQuestion(in: collection) }

  /// Returns the question at an index of the collection.
  package func question(at index: Int) throws -> Question? {
    try store.question(at: index, in: collection)
  }

  /// Returns whether the question at an index has an answer.
  package func isAnswered(at index: Int) throws -> Bool {
    try store.isAnswered(at: index, in: collection)
  }
}
