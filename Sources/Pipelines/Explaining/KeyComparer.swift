import Artifacts

/// Compares the key of a stage with the nearest that such a stage had before.
struct KeyComparer {
  private let store: ArtifactStore
  private var snapshots: [RunID: RunSnapshot] = [:]
  /// How many pairs of stages are compared at most; each is a step deeper.
  private static let mostPairs = 500

  init(_ store: ArtifactStore) {
    self.store = store
  }

  /// Returns why a stage has a key that no stage had before.
  mutating func causes(ofNewKeyOf stage: StageSnapshot) throws -> [Cause] {
    guard let nearest = try nearest(to: stage) else { return [.firstOfItsKind] }
    var seen: Set<[String]> = []
    let difference = try difference(from: nearest, to: stage, &seen)
    return difference.map { [.changed($0)] } ?? [.firstOfItsKind]
  }

  /// Returns a run, read once.
  mutating func snapshot(_ run: RunID) throws -> RunSnapshot {
    if let known = snapshots[run] { return known }
    let snapshot = try RunSnapshot(of: store.run(run.text), in: store)
    snapshots[run] = snapshot
    return snapshot
  }

  /// Returns the earlier stage whose key shares the most components, the newest of equals.
  private mutating func nearest(to stage: StageSnapshot) throws -> StageSnapshot? {
    guard let later = stage.keyed else { return nil }
    var best: (count: Int, use: StageUse)?
    for use in try store.earlierKeys(of: stage.record) {
      guard let computation = try store.computation(of: use.key) else { continue }
      let count = KeyComponents(computation).distance(to: later)
      if best.map({ count < $0.count }) ?? true { best = (count, use) }
    }
    return try best.flatMap { try snapshot($0.use.run)[$0.use.stage] }
  }

  /// Returns the difference of two stages, and of those that made their inputs.
  private mutating func difference(
    from earlier: StageSnapshot, to later: StageSnapshot, _ seen: inout Set<[String]>
  ) throws -> KeyDifference? {
    let (before, after) = (earlier.record, later.record)
    let pair = [before.run.text, before.name, after.run.text, after.name]
    guard earlier.keyed != nil, later.keyed != nil, seen.count < Self.mostPairs,
      seen.insert(pair).inserted
    else { return nil }
    let changes = earlier.changes(to: later)
    var upstream: [KeyDifference] = []
    for change in changes {
      guard let source = change.sources.before.flatMap(StageReference.init),
        let sourceBefore = try snapshot(before.run)[source.stage],
        let sourceAfter = try change.sourceStage.flatMap({ try snapshot(after.run)[$0] }),
        let found = try difference(from: sourceBefore, to: sourceAfter, &seen)
      else { continue }
      upstream.append(found)
    }
    return KeyDifference(
      stage: after.name, run: after.run, earlierStage: before.name, earlierRun: before.run,
      changes: changes, upstream: upstream)
  }
}
