package import Artifacts

/// Finds out why stages ran or were skipped, from what the store has noted.
package struct Explainer {
  private let store: ArtifactStore
  private var snapshots: [RunID: RunSnapshot] = [:]

  /// Creates an explainer.
  package init(_ store: ArtifactStore) {
    self.store = store
  }

  /// Explains a run, or one stage of it.
  package mutating func explanation(
    of run: RunRecord, stage name: String? = nil
  ) throws -> RunExplanation {
    let stages = try snapshot(run.id).stages.filter { name == nil || $0.record.name == name }
    return RunExplanation(
      run: run.id, pipeline: run.pipeline, state: run.state,
      stages: try stages.map { try explanation(of: $0) })
  }

  private mutating func explanation(of stage: StageSnapshot) throws -> StageExplanation {
    let record = stage.record
    guard record.key != nil else { return StageExplanation(record, .notStarted, [.notReached]) }
    let uses = try store.earlierUses(ofKeyOf: record)
    if record.skipped {
      let maker = uses.first { !$0.skipped && $0.state == .finished } ?? uses.first
      return StageExplanation(record, .skipped, [.made(by: maker)])
    }
    return StageExplanation(record, .ran, try causes(ofRunning: stage, earlier: uses.first))
  }

  private mutating func causes(
    ofRunning stage: StageSnapshot, earlier use: StageUse?
  ) throws -> [Cause] {
    if let use {
      return [use.state == .finished ? .unrecorded(madeBy: use) : .unfinished(use)]
    }
    guard let nearest = try nearest(to: stage) else { return [.firstOfItsKind] }
    var seen: Set<[String]> = []
    let difference = try difference(from: nearest, to: stage, &seen)
    return difference.map { [.changed($0)] } ?? [.firstOfItsKind]
  }

  /// Returns the earlier stage whose key shares the most, the newest of equals.
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
    guard let first = earlier.keyed, let second = later.keyed, seen.insert(pair).inserted else {
      return nil
    }
    let changes = first.changes(to: second).map { change in
      change.with(
        sources: .init(
          before: earlier.sources[change.component], after: later.sources[change.component]))
    }
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

  private mutating func snapshot(_ run: RunID) throws -> RunSnapshot {
    if let known = snapshots[run] { return known }
    let snapshot = try RunSnapshot(of: store.run(run.text), in: store)
    snapshots[run] = snapshot
    return snapshot
  }
}
