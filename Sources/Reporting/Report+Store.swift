package import Artifacts

extension Report {
  /// Reads what the store knows of a run.
  package init(of run: RunRecord, in store: ArtifactStore) throws {
    self.init(
      run: run.id.text, pipeline: run.pipeline, state: run.state.rawValue, seed: "\(run.seed)",
      stages: try store.stages(of: run.id).map { try Stage($0, in: store) })
    error = run.error
  }
}

extension Report.Stage {
  /// Reads what the store knows of a stage.
  init(_ stage: StageRecord, in store: ArtifactStore) throws {
    let kind = try store.stageKind(stage.kind)
    self.init(
      name: stage.name, kind: stage.kind, state: stage.state.rawValue)
    summary = kind?.summary ?? ""
    error = stage.error
    configuration = try Settings(json: stage.configuration).byName
    outputs = stage.outputs.mapValues(\.hexadecimal)
    guard let key = stage.key else { return }
    sections = try store.sections(of: key)
    let arithmetic = try store.numericIdentity(of: key) ?? ""
    self.arithmetic = arithmetic.split(separator: "\n").map(String.init)
    metrics = Self.metrics(try store.metrics(of: key), described: kind?.metrics ?? [])
  }

  /// Groups points by metric, in the order in which the stage describes its metrics.
  private static func metrics(
    _ points: [MetricPoint], described: [MetricDescription]
  ) -> [Report.Metric] {
    let byName = Dictionary(grouping: points, by: \.name)
    let known = Set(described.map(\.name))
    let others = byName.keys.filter { !known.contains($0) }.sorted()
    let meanings = described + others.map { MetricDescription($0, "") }
    return meanings.compactMap { meaning in
      byName[meaning.name].map { points in
        Report.Metric(
          meaning: meaning, points: points.map { Report.Point(step: $0.step, value: $0.value) })
      }
    }
  }
}
