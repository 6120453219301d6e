import Artifacts

/// What a person writes for a run or one of its stages: RUN or RUN/STAGE.
struct RunReference {
  private let run: String
  private let stage: String?

  /// Takes the text as it was typed.
  init(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    run = String(parts[0])
    stage = parts.count == 2 ? String(parts[1]) : nil
  }

  /// Returns the run, and the name of the stage if one was named.
  func found(in store: ArtifactStore) throws -> (run: RunRecord, stage: String?) {
    let record = try store.run(run)
    guard let stage else { return (record, nil) }
    let names = try store.stages(of: record.id).map(\.name)
    guard names.contains(stage) else {
      throw CommandFailure.unknownStage(
        stage, run: record.id.text, nearest: NearestName.of(stage, among: names))
    }
    return (record, stage)
  }
}
