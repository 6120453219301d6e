package import Artifacts

/// Finds out why stages ran or were skipped, from the store's event log.
package struct Explainer {
  private let store: ArtifactStore
  private var comparer: KeyComparer

  /// Creates an explainer.
  package init(_ store: ArtifactStore) {
    self.store = store
    comparer = KeyComparer(store)
  }

  /// Explains a run, or one stage of it.
  package mutating func explanation(
    of run: RunRecord, stage name: String? = nil
  ) throws -> RunExplanation {
    let events = try store.events(of: run.id)
    let stages = try comparer.snapshot(run.id).stages.filter {
      name == nil || $0.record.name == name
    }
    return RunExplanation(
      run: run.id, pipeline: run.pipeline, state: run.state,
      stages: try stages.map { stage in
        try explanation(of: stage, StageHistory(events, stage: stage.record.name))
      })
  }

  private mutating func explanation(
    of stage: StageSnapshot, _ history: StageHistory
  ) throws -> StageExplanation {
    let record = stage.record
    guard let key = record.key else { return StageExplanation(record, .notStarted, [.notReached]) }
    let uses = try store.earlierUses(ofKeyOf: record)
    if record.skipped {
      let maker = uses.first { !$0.skipped && $0.state == .finished } ?? uses.first
      return StageExplanation(record, .skipped, [.made(by: maker)])
    }
    var causes: [Cause] = []
    let starts = history.starts.filter { $0.key == key.hexadecimal }
    if let first = starts.first {
      causes = try self.causes(of: first, of: stage, earlier: uses)
    } else {
      causes = try guessedCauses(of: stage, earlier: uses.first)
    }
    for start in starts.dropFirst() {
      for cause in again(start, record, key) where cause != causes.last { causes.append(cause) }
    }
    causes += history.arithmeticChanges.map { .otherArithmetic(before: $0.before, now: $0.now) }
    return StageExplanation(record, .ran, causes)
  }

  /// Returns why a stage of the run started for the first time on its key.
  private mutating func causes(
    of start: StageHistory.Start, of stage: StageSnapshot, earlier uses: [StageUse]
  ) throws -> [Cause] {
    let unfinished = uses.first { $0.state != .finished }
    switch start.cause {
    case .new: return try comparer.causes(ofNewKeyOf: stage)
    case .forced: return (uses.isEmpty ? try comparer.causes(ofNewKeyOf: stage) : []) + [.forced]
    case .damaged: return [.damaged(madeBy: uses.first)]
    case .collected: return [.removed]
    case .unfinished: return [.unfinished(unfinished)]
    case .resumed: return [.unfinished(unfinished), .continued(step: try step(of: unfinished))]
    }
  }

  /// Returns why the run started the stage again on the same key.
  private func again(
    _ start: StageHistory.Start, _ record: StageRecord, _ key: StageKey
  ) -> [Cause] {
    let before = StageUse(
      run: record.run, stage: record.name, key: key, state: start.previous ?? .interrupted,
      skipped: false)
    return switch start.cause {
    case .resumed: [.unfinished(before), .continued(step: start.step)]
    case .unfinished: [.unfinished(before)]
    case .forced: [.forced]
    case .damaged: [.damaged(madeBy: before)]
    case .collected: [.removed]
    case .new: []
    }
  }

  /// Returns the step of the newest checkpoint that a stage has recorded.
  private func step(of use: StageUse?) throws -> Int? {
    try use.flatMap { StageHistory(try store.events(of: $0.run), stage: $0.stage).lastStep }
  }

  /// Returns the causes that can be inferred for a run older than the event log.
  private mutating func guessedCauses(
    of stage: StageSnapshot, earlier use: StageUse?
  ) throws -> [Cause] {
    guard let use else { return try comparer.causes(ofNewKeyOf: stage) }
    return [use.state == .finished ? .unrecorded(madeBy: use) : .unfinished(use)]
  }
}
