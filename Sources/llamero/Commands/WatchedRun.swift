import Artifacts
import Foundation
import Pipelines

/// A run that the user watches and may stop.
struct WatchedRun {
  let store: StoreOptions
  let data: URL
  /// Whether stored bytes are hashed at every use.
  var isParanoid = false
  /// What computes; its arithmetic is named by results.
  let numericIdentity: String
  /// Whether a checkpoint made with different arithmetic is refused.
  var refusesOtherBits = false

  /// A runner that shows nothing and is not stopped.
  func quietRunner() throws -> Runner {
    Runner(
      store: try open(),
      settings: settings,
      logger: StoreOptions.logger)
  }

  /// Goes through the stages and shows how far they are.
  func run(
    _ pipeline: Pipeline, from: String? = nil, until: String? = nil
  ) throws -> RunOutcome {
    let store = try open()
    let display = ProgressDisplay(try PipelineForecast(pipeline, until: until, store))
    defer { display.close() }
    let request = StopRequest {
      display.interject("Stopping after this step; press Ctrl-C again to stop at once.")
    }
    defer { request.cancel() }
    let runner = Runner(
      store: store,
      settings: settings,
      observer: display, logger: StoreOptions.logger, shouldStop: { request.isMade })
    return try runner.run(pipeline, from: from, until: until)
  }

  private var settings: RunnerSettings {
    RunnerSettings(
      baseFolder: data, command: ShellText.typedCommand, numericIdentity: numericIdentity,
      refusesOtherBits: refusesOtherBits)
  }

  private func open() throws -> ArtifactStore {
    let store = try store.open(creates: true)
    return isParanoid ? try store.paranoid() : store
  }
}
