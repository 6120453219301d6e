import Artifacts
import Foundation
import Logging
import Reporting

/// All that the first run of a store has computed, in a form that can be compared bit by bit.
struct StoreFacts: Hashable, Sendable {
  /// Each fact by its name, such as "sft: output model".
  let values: [String: String]

  /// Reads the facts.
  init(home: URL) throws {
    let store = try Self.open(home)
    // A run that was killed after its end is followed by another one, in which all is skipped.
    guard let run = try store.runs().last else { throw SweepError.noRun(home.path) }
    var values = ["state": run.state.rawValue, "report": try Self.report(run, store)]
    for stage in try store.stages(of: run.id) {
      values["\(stage.name): state"] = stage.state.rawValue
      for (slot, digest) in stage.outputs {
        values["\(stage.name): output \(slot)"] = digest.hexadecimal
      }
      guard let key = stage.key else { continue }
      for point in try store.metrics(of: key) {
        values["\(stage.name): \(point.name) at step \(point.step)"] =
          String(point.value.bitPattern, radix: 16)
      }
      for (place, digest) in try store.trail(of: key) {
        values["\(stage.name): checkpoint \(place.step).\(place.part)"] = digest.hexadecimal
      }
      values["\(stage.name): sections"] = try StableJSON.text(store.sections(of: key))
    }
    self.values = values
  }

  /// Returns the names of the facts that differ.
  func differences(from other: StoreFacts) -> [String] {
    Set(values.keys).union(other.values.keys).filter { values[$0] != other.values[$0] }.sorted()
      .map { name in
        let places = JSONPlaces.differences(values[name] ?? "", other.values[name] ?? "")
        return ([name] + places.prefix(3)).joined(separator: " ")
      }
  }

  /// Opens a store without a word.
  static func open(_ home: URL) throws -> ArtifactStore {
    try ArtifactStore(
      home: home, creates: false, logger: Logger(label: "sweep") { _ in SwiftLogNoOpLogHandler() })
  }

  /// The values of the report; the page is a function of them.
  private static func report(_ run: RunRecord, _ store: ArtifactStore) throws -> String {
    String(decoding: try Report(of: run, in: store).json(), as: UTF8.self)
  }
}
