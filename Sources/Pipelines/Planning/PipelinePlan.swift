package import Artifacts

/// What a run of a pipeline would do now; the keys of its JSON are a promise.
package struct PipelinePlan: Hashable, Sendable, Encodable {
  /// The name of the pipeline.
  package let pipeline: String
  /// The file it was read from.
  package let file: String
  /// Its seed.
  package let seed: UInt64
  /// The stages in order of execution.
  package let stages: [PlannedStep]

  /// The seconds that the stages which are not skipped took in earlier runs, if each ran before.
  package var secondsLeft: Double? {
    let left = stages.filter { $0.action != .skip }.map(\.seconds)
    return left.contains(nil) ? nil : left.reduce(0) { $0 + ($1 ?? 0) }
  }
}

/// What a run would do with a stage.
package struct PlannedStep: Hashable, Sendable, Encodable {
  /// What happens, as far as it is known.
  package enum Action: String, Sendable, Encodable {
    /// It is computed.
    case run
    /// It resumes from a checkpoint.
    case resume
    /// Its result is in the store.
    case skip
    /// It is skipped if earlier stages reproduce their previous outputs, and computed otherwise.
    case depends
  }

  /// The name of the stage.
  package let name: String
  /// The kind of the stage.
  package let kind: String
  /// What happens.
  package let action: Action
  /// Whether it waits until people have answered.
  package let asksPeople: Bool
  /// The stages before it whose results are not known yet.
  package let dependsOn: [String]
  /// The key of its result, if its inputs are known.
  package let key: StageKey?
  /// The step of the checkpoint that it resumes from.
  package let step: Int?
  /// The seconds that such a stage took in the newest earlier run that computed one.
  package let seconds: Double?
}
