import Artifacts
import Foundation
import Logging

/// A store in a folder of its own, with a collection that waits for answers.
final class TestStore: Sendable {
  let home: URL
  let store: ArtifactStore
  let collection: String
  let run: String

  init(
    words: String = "word", count: Int = 3, asksSafety: Bool = false, overlap: Int = 1,
    guidelines: String = ""
  ) throws {
    home = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    store = try ArtifactStore(home: home, logger: Logger(label: "test"))
    let lease = try store.lease(for: "llamero run")
    defer { lease.release() }
    let session = try store.startRun(
      RunPlan(
        pipeline: "secret-pipeline", file: "f", seed: 1, definition: "{}", command: "c",
        stages: [.init(name: "secret-stage", kind: "collect", configuration: "{}")]),
      under: lease)
    let key = StageKey(hashing: "secret-key")
    try store.begin(
      Computation(
        key: key, kind: "collect", version: 1, configuration: "{}", seed: 1,
        inputs: [:]), stage: "secret-stage", in: session)
    let questions = (0..<count).map { index in
      Question(
        id: "secret-model-\(index)", index: index,
        messages: [QuestionMessage(role: words, content: "\(words) \(index)?")],
        first: "first \(words) \(index)", second: "second \(words) \(index)",
        asksSafety: asksSafety, firstIsLeft: index % 2 == 0)
    }
    collection = try store.ask(
      questions, as: AskingPlan(overlap: overlap, guidelines: guidelines), for: key, in: session)
    run = session.run.text
  }

  deinit { try? FileManager.default.removeItem(at: home) }

  var answers: [Answer] { get throws { try store.answers(in: collection) } }
}
