/// A set of questions that a stage put before people.
package struct CollectionRecord: Codable, Hashable, Sendable {
  /// The opaque name.
  package let id: String
  /// The key of the stage that asks.
  package let key: StageKey
  /// The newest run with that stage.
  package let run: RunID
  /// The name of the pipeline.
  package let pipeline: String
  /// The name of the stage.
  package let stage: String
  /// The number of questions.
  package let questions: Int
  /// The number of questions that need no further answer.
  package let answered: Int
}
