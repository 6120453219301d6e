import Artifacts

/// An event with the metric that stood for its stage at that moment, as `logs --json` prints it.
struct LoggedEvent: Encodable {
  let event: EventRecord
  let headline: MetricPoint?

  private enum CodingKeys: CodingKey { case headline }

  func encode(to encoder: any Encoder) throws {
    try event.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(headline, forKey: .headline)
  }
}

/// Finds the metric that stands for a stage at each of its checkpoints.
struct LoggedMetrics {
  private let store: ArtifactStore
  private let kinds: [String: String]
  /// The key that each stage works on, as the events so far tell.
  private var keys: [String: StageKey] = [:]

  /// Takes a run.
  init(of run: RunID, in store: ArtifactStore) throws {
    self.store = store
    kinds = Dictionary(
      try store.stages(of: run).map { ($0.name, $0.kind) }, uniquingKeysWith: { first, _ in first })
  }

  /// Returns the newest headline at a checkpoint; events must come in order.
  mutating func headline(at event: EventRecord) throws -> MetricPoint? {
    guard let stage = event.stage, let kind = kinds[stage] else { return nil }
    if let key = event.detail["key"].flatMap(StageKey.init) { keys[stage] = key }
    guard let key = keys[stage] else { return nil }
    switch event.kind {
    case .checkpointSaved:
      return try event.detail["step"].flatMap { Int($0) }.flatMap {
        try store.headline(of: key, kind: kind, upTo: $0)
      }
    case .stageFinished: return try store.headline(of: key, kind: kind)
    default: return nil
    }
  }
}
