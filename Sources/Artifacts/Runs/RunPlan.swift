/// What a run is going to do, before its first stage starts.
package struct RunPlan: Sendable {
  /// One stage of the plan.
  package struct Stage: Sendable {
    /// The name in the pipeline.
    package var name: String
    /// The kind of stage.
    package var kind: String
    /// The resolved configuration as JSON.
    package var configuration: String

    /// Creates a stage of a plan.
    package init(name: String, kind: String, configuration: String) {
      self.name = name
      self.kind = kind
      self.configuration = configuration
    }
  }

  /// The name of the pipeline.
  package var pipeline: String
  /// The file it was read from.
  package var file: String
  /// The pipeline's seed.
  package var seed: UInt64
  /// The resolved pipeline as canonical JSON; equal texts are the same plan.
  package var definition: String
  /// The command that asks for the run.
  package var command: String
  /// The stages in order of execution.
  package var stages: [Stage]

  /// Creates a plan.
  package init(
    pipeline: String, file: String, seed: UInt64, definition: String, command: String,
    stages: [Stage]
  ) {
    self.pipeline = pipeline
    self.file = file
    self.seed = seed
    self.definition = definition
    self.command = command
    self.stages = stages
  }
}
