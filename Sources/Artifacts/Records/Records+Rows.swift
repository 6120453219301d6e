import GRDB

extension RunState {
  /// Reads a state; what says "running" while no process runs was killed.
  init(_ text: String, isAlive: Bool, isCancelled: Bool = false) {
    let state = RunState(rawValue: text) ?? .failed
    let isRunning = state == .running && isAlive
    if isCancelled && !isRunning && state != .finished {
      self = .cancelled
    } else {
      self = state == .running && !isRunning ? .interrupted : state
    }
  }
}

extension RunRecord {
  init(_ row: Row, isAlive: Bool) {
    self.init(
      id: RunID(row["id"]), pipeline: row["pipeline"], file: row["file"],
      state: RunState(row["state"], isAlive: isAlive, isCancelled: row["isCancelled"] ?? false),
      seed: UInt64(row["seed"] as String) ?? 0, command: row["command"],
      library: row["library"], error: row["error"],
      createdAt: Timestamp.date(row["createdAt"]), changedAt: Timestamp.date(row["changedAt"]))
  }
}

extension StageRecord {
  init(_ row: Row, outputs: [String: ArtifactDigest], isAlive: Bool) {
    self.init(
      run: RunID(row["run"]), position: row["position"], name: row["name"], kind: row["kind"],
      configuration: row["configuration"],
      state: RunState(row["state"], isAlive: isAlive),
      key: (row["key"] as String?).map(StageKey.init(stored:)), skipped: row["skipped"],
      seconds: row["seconds"], error: row["error"], outputs: outputs)
  }
}

extension CollectionRecord {
  init(_ row: Row) {
    self.init(
      id: row["id"], key: StageKey(stored: row["key"]), run: RunID(row["run"]),
      pipeline: row["pipeline"], stage: row["stage"], questions: row["questions"],
      answered: row["answered"], leftWins: row["leftWins"], rightWins: row["rightWins"])
  }
}

extension MetricDescription {
  init(_ row: Row) {
    self.init(
      row["name"], unit: row["unit"], better: Better(rawValue: row["better"]) ?? .neither,
      row["sentence"])
  }
}

extension Computation {
  init(_ row: Row, inputs rows: [Row]) {
    var inputs: [String: [String]] = [:]
    for input in rows { inputs[input["slot"], default: []].append(input["digest"]) }
    self.init(
      key: StageKey(stored: row["key"]), kind: row["kind"], version: row["version"],
      configuration: row["configuration"], seed: UInt64(row["seed"] as String) ?? 0,
      numericMode: row["numericMode"], inputs: inputs)
  }
}
