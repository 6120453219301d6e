extension RunState {
  /// Reads a state; what says "running" while no process runs was killed.
  init(_ state: RunState, isAlive: Bool, isCancelled: Bool = false) {
    let isRunning = state == .running && isAlive
    if isCancelled && !isRunning && state != .finished {
      self = .cancelled
    } else {
      self = state == .running && !isRunning ? .interrupted : state
    }
  }
}

extension RunRecord {
  init(_ row: StoredRow, among live: Set<Int>) throws {
    let isAlive = live.contains(try row.integer("fence"))
    self.init(
      id: try row.name("id"), pipeline: try row.text("pipeline"), file: try row.text("file"),
      state: RunState(
        try row.choice("state"), isAlive: isAlive, isCancelled: try row.flag("isCancelled")),
      seed: try row.seed("seed"), command: try row.text("command"),
      library: try row.text("library"), error: try row.optionalText("error"),
      createdAt: try row.date("createdAt"), changedAt: try row.date("changedAt"))
  }
}

extension StageRecord {
  init(_ row: StoredRow, outputs: [String: ArtifactDigest] = [:], isAlive: Bool) throws {
    self.init(
      run: try row.name("run"), position: try row.integer("position"),
      name: try row.text("name"), kind: try row.text("kind"),
      configuration: try row.jsonText("configuration"),
      state: RunState(try row.choice("state"), isAlive: isAlive),
      key: try row.isNull("key") ? nil : row.name("key"), skipped: try row.flag("skipped"),
      seconds: try row.number("seconds", in: StoredRow.seconds),
      error: try row.optionalText("error"), outputs: outputs)
  }
}

extension StageUse {
  init(_ row: StoredRow, among live: Set<Int>) throws {
    let isAlive = live.contains(try row.integer("fence"))
    self.init(
      run: try row.name("run"), stage: try row.text("name"), key: try row.name("key"),
      state: RunState(try row.choice("state"), isAlive: isAlive),
      skipped: try row.flag("skipped"))
  }
}

extension CollectionRecord {
  init(_ row: StoredRow) throws {
    self.init(
      id: try row.text("id"), key: try row.name("key"), run: try row.name("run"),
      pipeline: try row.text("pipeline"), stage: try row.text("stage"),
      questions: try row.integer("questions"), answered: try row.integer("answered"))
  }
}

extension MetricDescription {
  init(_ row: StoredRow) throws {
    self.init(
      try row.text("name"), unit: try row.text("unit"), better: try row.choice("better"),
      try row.text("sentence"))
  }
}

extension MetricPoint {
  init(_ row: StoredRow) throws {
    self.init(
      name: try row.text("name"), step: try row.integer("step", in: StoredRow.steps),
      value: try row.isNull("value") ? .nan : row.number("value"))
  }
}

extension Computation {
  init(_ row: StoredRow, inputs: [String: [String]]) throws {
    self.init(
      key: try row.name("key"), kind: try row.text("kind"), version: try row.integer("version"),
      configuration: try row.jsonText("configuration"), seed: try row.seed("seed"), inputs: inputs)
  }
}
