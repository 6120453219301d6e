import Artifacts
import Foundation
import Logging
import Pipelines

/// A store, a data folder and toy stages, for running pipelines in tests.
final class Workbench {
  let home: URL
  let store: ArtifactStore
  let journal = Journal()

  init(now: @escaping @Sendable () -> Date = { Date() }) throws {
    home = FileManager.default.temporaryDirectory.appending(path: "llamero-\(UUID().uuidString)")
    store = try ArtifactStore(home: home, logger: Logger(label: "test"), now: now)
  }

  deinit { try? FileManager.default.removeItem(at: home) }

  func kinds(numbersVersion: Int = 1) -> StageKinds {
    StageKinds([
      NumbersStage(version: numbersVersion), JoinStage(), CountStage(journal: journal),
      AskStage(), ImportStage(), EmptyStage(), CoinStage(),
    ])
  }

  func pipeline(_ yaml: String, _ settings: String...) throws -> Pipeline {
    try Pipeline(yaml: yaml, file: "toy.yaml", settings: settings, kinds: kinds())
  }

  func runner(numericIdentity: String = "float32", refusesOtherBits: Bool = false) -> Runner {
    let journal = journal
    return Runner(
      store: store,
      settings: RunnerSettings(
        baseFolder: home, command: "llamero run toy.yaml", numericIdentity: numericIdentity,
        refusesOtherBits: refusesOtherBits),
      observer: journal, logger: Logger(label: "test"), shouldStop: { journal.shouldStop })
  }

  @discardableResult
  func run(_ yaml: String, _ settings: String...) throws -> RunOutcome {
    let pipeline = try Pipeline(
      yaml: yaml, file: "toy.yaml", settings: settings, kinds: kinds())
    return try runner().run(pipeline)
  }

  /// Returns the stages of the last run.
  func stages() throws -> [StageRecord] {
    try store.stages(of: try store.run("last").id)
  }

  /// Returns the text of a stage's output in the last run.
  func text(_ stage: String, _ output: String, _ file: String) throws -> String? {
    guard let digest = try stages().first(where: { $0.name == stage })?.outputs[output] else {
      return nil
    }
    return try String(contentsOf: store.artifact(digest).url(file), encoding: .utf8)
  }
}
