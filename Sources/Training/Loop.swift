/// The training loop shared by all tasks: steps, metrics, evaluations, checkpoints and resuming.
package struct Loop {
  private let pace: CheckpointPace

  /// Creates a loop that writes checkpoints at a given pace.
  package init(_ pace: CheckpointPace) {
    self.pace = pace
  }

  /// Runs a task to its end, from its newest checkpoint or the start.
  ///
  /// A task that stops early writes no final checkpoint: a resumed run repeats the steps since
  /// its newest one and stops again for the same reason.
  package func run(_ task: any TrainingTask, _ sink: any LoopSink) throws {
    guard task.totalSteps > 0 else { throw TrainingError.noSteps("the task has no steps") }
    var pace = pace
    var place = LoopPlace(step: 0)
    if let files = try sink.latestCheckpoint() {
      place = try Checkpoint(files: files).restore(task)
    } else {
      // Only a fresh run: a checkpoint already includes the evaluation at its place.
      try evaluate(task, after: 0, sink)
    }
    while place.step < task.totalSteps, task.reasonToStop == nil {
      let measured = try task.run(part: place.part, ofStep: place.step)
      let step = place.step
      place = following(place, of: task)
      if place.part == 0 || task.reasonToStop != nil { try report(measured, of: task, step, sink) }
      if place.step < task.totalSteps, task.reasonToStop == nil {
        try keep(task, place, sink, &pace)
      }
    }
    try finish(task)
  }

  /// Finishes a task; throws if it learned nothing or its weights are not finite.
  private func finish(_ task: any TrainingTask) throws {
    let optimizers = task.optimizers.sorted { $0.key < $1.key }
    for (name, optimizer) in optimizers { try optimizer.requireSteps(as: name) }
    try task.finish()
    // Last, because finish() may replace the weights, for example by the best ones.
    for (_, optimizer) in optimizers { try optimizer.requireFinite() }
  }

  private func following(_ place: LoopPlace, of task: any TrainingTask) -> LoopPlace {
    place.part + 1 < task.partsOfStep
      ? LoopPlace(step: place.step, part: place.part + 1) : LoopPlace(step: place.step + 1)
  }

  /// Writes a checkpoint, ends the loop, or neither, as the sink decides.
  private func keep(
    _ task: any TrainingTask, _ place: LoopPlace, _ sink: any LoopSink,
    _ pace: inout CheckpointPace
  ) throws {
    let decision = try sink.decide(at: place, checkpointIsDue: pace.isDue(at: place))
    if decision != .goOn {
      let start = ContinuousClock.now
      try sink.saveCheckpoint(at: place) { folder in
        try Checkpoint.write(task, at: place, to: folder)
      }
      pace.saved(from: start)
    }
    if decision == .stop { throw sink.stopped() }
  }

  /// Records a step's metrics, and evaluates unless the step ended the training.
  private func report(
    _ measured: [Metric], of task: any TrainingTask, _ index: Int, _ sink: any LoopSink
  ) throws {
    for metric in measured { sink.record(metric, step: index + 1) }
    let evaluated = task.reasonToStop == nil ? try evaluate(task, after: index + 1, sink) : []
    let headline = (evaluated + measured).first { $0.name == task.headline }
    let note = headline.map { "\(task.headline) \(rounded($0.value))" } ?? ""
    sink.progress(done: index + 1, total: task.totalSteps, note: task.reasonToStop ?? note)
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
