import Artifacts
import Foundation
import Logging

/// A store in a folder of its own, with questions at the given places.
final class AskedStore: Sendable {
  let home = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  let store: ArtifactStore
  let collection: String

  init(places: [Int]) throws {
    store = try ArtifactStore(home: home, logger: Logger(label: "test"))
    let lease = try store.lease(for: "llamero run")
    defer { lease.release() }
    let session = try store.startRun(
      RunPlan(
        pipeline: "p", file: "f", seed: 1, definition: "{}", command: "c",
        stages: [.init(name: "s", kind: "collect", configuration: "{}")]),
      under: lease)
    let key = StageKey(hashing: "k")
    try store.begin(
      Computation(
        key: key, kind: "collect", version: 1, configuration: "{}", seed: 1,
        inputs: [:]), stage: "s", in: session)
    collection = try store.ask(places.map { Sample.question($0) }, for: key, in: session)
  }

  deinit { try? FileManager.default.removeItem(at: home) }
}
