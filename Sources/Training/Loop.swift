/// The one training loop: steps, events, evaluations, checkpoints, and going on after a stop.
package struct Loop {
  private let pace: CheckpointPace

  /// Creates a loop that keeps checkpoints at a pace.
  package init(_ pace: CheckpointPace) {
    self.pace = pace
  }

  /// Runs a task from its newest checkpoint, or the start, to its end.
  package func run(_ task: any TrainingTask, _ sink: any LoopSink) throws {
    guard task.totalSteps > 0 else { throw TrainingError.noSteps("the task has no steps") }
    var pace = pace
    var place = LoopPlace(step: 0)
    if let files = try sink.latestCheckpoint() {
      place = try Checkpoint(files: files).restore(task)
    } else {
      try evaluate(task, after: 0, sink)
    }
    while place.step < task.totalSteps {
      let measured = try task.run(part: place.part, ofStep: place.step)
      place = following(place, of: task)
      if place.part == 0 { try report(measured, of: task, place.step - 1, sink) }
      if place.step < task.totalSteps { try keep(task, place, sink, &pace) }
    }
    // Fewer steps than make a divergence may all have been skipped: nothing was learned then.
    for optimizer in task.optimizers.values where optimizer.steps == 0 && optimizer.skipped > 0 {
      throw TrainingError.diverged(step: 0, inARow: optimizer.skipped)
    }
  }

  private func following(_ place: LoopPlace, of task: any TrainingTask) -> LoopPlace {
    place.part + 1 < task.partsOfStep
      ? LoopPlace(step: place.step, part: place.part + 1) : LoopPlace(step: place.step + 1)
  }

  /// Keeps a checkpoint where one is due, and ends the loop if the person wants to stop.
  private func keep(
    _ task: any TrainingTask, _ place: LoopPlace, _ sink: any LoopSink,
    _ pace: inout CheckpointPace
  ) throws {
    let stops = sink.shouldStop()
    if stops || pace.isDue(at: place) {
      let start = ContinuousClock.now
      try sink.saveCheckpoint(at: place) { folder in
        try Checkpoint.write(task, at: place, to: folder)
      }
      pace.saved(from: start)
    }
    if stops { throw sink.stopped() }
  }

  private func report(
    _ measured: [Metric], of task: any TrainingTask, _ index: Int, _ sink: any LoopSink
  ) throws {
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

  private func rounded(_ value: Double) -> String {
    value.isFinite ? "\((value * 10_000).rounded() / 10_000)" : "\(value)"
  }
}
