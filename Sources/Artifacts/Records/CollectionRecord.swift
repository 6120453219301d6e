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
  /// The number of questions with at least one answer.
  package let answered: Int
  /// How often the answer on the left was preferred, over the judgements in force.
  package let leftWins: Int
  /// How often the answer on the right was preferred.
  package let rightWins: Int
}
