package import Artifacts
package import Logging

/// Executes pipelines on a store: skips what is finished and resumes what was interrupted.
package struct Runner: Sendable {
  let store: ArtifactStore
  let settings: RunnerSettings
  let observer: any RunObserver
  let shouldStop: @Sendable () -> Bool
  let logger: Logger

  /// Creates a runner; `shouldStop` is asked at every step whether the user wants to stop.
  package init(
    store: ArtifactStore, settings: RunnerSettings, observer: any RunObserver = SilentObserver(),
    logger: Logger, shouldStop: @escaping @Sendable () -> Bool = { false }
  ) {
    self.store = store
    self.settings = settings
    self.observer = observer
    self.logger = logger
    self.shouldStop = shouldStop
  }

  /// Runs the stages in order, until the end or a named stage.
  ///
  /// With `from`, that stage and later ones are recomputed even if finished. An unfinished run of
  /// the same pipeline is resumed; otherwise a new run starts.
  package func run(
    _ pipeline: Pipeline, from: String? = nil, until: String? = nil
  ) throws -> RunOutcome {
    let span = try pipeline.span(from: from, until: until)
    try pipeline.checkOutsideFiles(upTo: span.count, baseFolder: settings.baseFolder)
    let lease = try store.lease(for: settings.command)
    defer { lease.release() }
    try store.describe(pipeline.kinds)
    let session = try store.startRun(
      pipeline.plan(command: settings.command), under: lease)
    observer.observe(.runStarted(session.run, isContinued: session.isContinued))
    let execution = PipelineExecution(
      pipeline: pipeline, session: session, lease: lease, runner: self,
      span: span)
    return try execution.run()
  }
}

extension Pipeline {
  /// What the store notes about the kinds of stages.
  fileprivate var kinds: [StageKindRecord] {
    let descriptions = Dictionary(
      stages.map { ($0.kind, $0.stage.description) }, uniquingKeysWith: { first, _ in first })
    return descriptions.values.sorted { $0.kind < $1.kind }.map {
      StageKindRecord(
        kind: $0.kind, version: $0.version, summary: $0.summary, metrics: $0.metrics)
    }
  }

  /// What the store notes about a run before it starts.
  fileprivate func plan(command: String) -> RunPlan {
    RunPlan(
      pipeline: name, file: file, seed: seed, definition: definition, command: command,
      stages: stages.map {
        RunPlan.Stage(
          name: $0.name, kind: $0.kind, configuration: $0.configuration.canonicalText)
      })
  }
}
