/// The one training loop: steps, events, evaluations, checkpoints, and going on after a stop.
package struct Loop {
  private let checkpointInterval: Int

  /// Creates a loop that keeps a checkpoint every so many steps.
  package init(checkpointInterval: Int) {
    precondition(checkpointInterval > 0, "Loop: a checkpoint interval of \(checkpointInterval)")
    self.checkpointInterval = checkpointInterval
  }

  /// Runs a task from its newest checkpoint, or the start, to its end.
  package func run(_ task: any TrainingTask, _ sink: any LoopSink) throws {
    guard task.totalSteps > 0 else { throw TrainingError.noSteps("the task has no steps") }
    var done = 0
    if let files = try sink.latestCheckpoint() {
      done = try Checkpoint(files: files).restore(task)
    } else {
      try evaluate(task, after: 0, sink)
    }
    while done < task.totalSteps {
      try step(task, done, sink)
      done += 1
      let isLast = done == task.totalSteps
      if !isLast && sink.shouldStop() {
        try save(task, done, sink)
        throw sink.stopped()
      }
      if !isLast && done % checkpointInterval == 0 { try save(task, done, sink) }
    }
  }

  private func step(_ task: any TrainingTask, _ index: Int, _ sink: any LoopSink) throws {
    let measured = try task.step(index)
    for metric in measured { sink.record(metric, step: index + 1) }
    let evaluated = try evaluate(task, after: index + 1, sink)
    let headline = (evaluated + measured).first { $0.name == task.headline }
    let note = headline.map { "\(task.headline) \(rounded($0.value))" } ?? ""
    sink.progress(done: index + 1, total: task.totalSteps, note: note)
  }

  @discardableResult
  private func evaluate(
    _ task: any TrainingTask, after done: Int, _ sink: any LoopSink
  ) throws -> [Metric] {
    let measured = try task.evaluate(after: done)
    for metric in measured { sink.record(metric, step: done) }
    return measured
  }

  private func save(_ task: any TrainingTask, _ done: Int, _ sink: any LoopSink) throws {
    try sink.saveCheckpoint(step: done) { folder in
      try Checkpoint.write(task, step: done, to: folder)
    }
  }

  private func rounded(_ value: Double) -> String {
    value.isFinite ? "\((value * 10_000).rounded() / 10_000)" : "\(value)"
  }
}
