import Artifacts
import Foundation
import Logging

/// One process's way through the stages of a run.
struct PipelineExecution {
  let pipeline: Pipeline
  let session: RunSession
  let lease: Lease
  let runner: Runner
  let span: PipelineSpan

  var store: ArtifactStore { runner.store }

  /// Goes through the stages and says how the run ended.
  func run() throws -> RunOutcome {
    var outputs: [StageReference: ArtifactDigest] = [:]
    for position in 0..<span.count {
      let stage = pipeline.stages[position]
      if runner.shouldStop() || lease.shouldStop { return try stopped(at: stage) }
      do {
        for (slot, digest) in try execute(stage, at: position, outputs) {
          outputs[StageReference(stage: stage.name, output: slot)] = digest
        }
      } catch StageInterruption.stopped {
        runner.observer.observe(.stageStopped(name: stage.name))
        return try stopped(at: stage)
      } catch StageInterruption.waitingForPeople(let reason) {
        runner.observer.observe(.stageWaits(name: stage.name, reason: reason))
        try store.setState(of: session, to: .waitingForPeople)
        return .waitingForPeople(session.run, stage: stage.name, reason: reason)
      }
    }
    return try ended()
  }

  private func ended() throws -> RunOutcome {
    guard span.count < pipeline.stages.count else {
      try store.setState(of: session, to: .finished)
      return .finished(session.run)
    }
    try store.setState(of: session, to: .waiting)
    return .reachedStage(session.run, stage: pipeline.stages[span.count - 1].name)
  }

  private func stopped(at stage: PipelineStage) throws -> RunOutcome {
    try store.setState(of: session, to: .interrupted)
    return lease.isCancelled ? .cancelled(session.run) : .stopped(session.run, stage: stage.name)
  }

  private func execute(
    _ stage: PipelineStage, at position: Int, _ outputs: [StageReference: ArtifactDigest]
  ) throws -> [String: ArtifactDigest] {
    let computation: Computation
    do {
      computation = try runner.computation(of: stage, outputs)
    } catch let interruption as StageInterruption {
      throw interruption
    } catch {
      throw failed(stage, error, seconds: 0)
    }
    do {
      if let outputs = try finished(computation.key, at: position) { return outputs }
      try waitForClaim(on: computation.key, stage)
      // Looked up again: another process may have finished it just before the claim was free.
      if let outputs = try finished(computation.key, at: position) { return outputs }
      try begin(stage, at: position, computation)
    } catch let interruption as StageInterruption {
      throw interruption
    } catch {
      throw failed(stage, error, seconds: 0)
    }
    return try compute(stage, computation)
  }

  /// Notes that a stage starts, and why.
  private func begin(_ stage: PipelineStage, at position: Int, _ computation: Computation) throws {
    let key = computation.key
    var cause: StartCause?
    if span.isRecomputed(position) {
      try store.discard(key, in: session)
      cause = .forced
    } else if let file = try store.damagedOutput(of: key, stage: stage.name, in: session) {
      runner.observer.observe(.resultDamaged(stage: stage.name, file: file))
      cause = .damaged
    }
    let checkpoint = try store.checkpoint(of: key, stage: stage.name, in: session)
    try store.begin(computation, stage: stage.name, because: cause, in: session)
    runner.observer.observe(
      .stageStarted(
        name: stage.name, kind: stage.kind, position: position, count: pipeline.stages.count,
        resumedAt: checkpoint?.place))
  }

  private func compute(
    _ stage: PipelineStage, _ computation: Computation
  ) throws -> [String: ArtifactDigest] {
    let start = ContinuousClock.now
    var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }
    do {
      let scratch = try store.temporaryFolder(stage.name, of: session.token)
      defer { try? FileManager.default.removeItem(at: scratch) }
      let context = try context(for: stage, computation, scratch: scratch)
      try stage.stage.run(resolved: stage.configuration, in: context)
      let outputs = try store.finish(
        computation.key, stage: stage.name,
        with: try finishedWork(of: stage, context, seconds: seconds), in: session)
      runner.observer.observe(.stageFinished(name: stage.name, seconds: seconds))
      return outputs
    } catch let interruption as StageInterruption {
      let state: RunState = interruption == .stopped ? .interrupted : .waitingForPeople
      try store.setState(ofStage: stage.name, to: state, seconds: seconds, in: session)
      throw interruption
    } catch {
      throw failed(stage, error, seconds: seconds)
    }
  }

  /// Records that a stage failed, if the store still works, and returns the error to throw.
  private func failed(
    _ stage: PipelineStage, _ error: any Error, seconds: Double
  ) -> PipelineError {
    let error = store.explaining(error, in: session)
    let text = "\(error)"
    do {
      try store.setState(
        ofStage: stage.name, to: .failed, error: text, seconds: seconds, in: session)
      try store.setState(of: session, to: .failed, error: "\(stage.name): \(text)")
    } catch {
      runner.logger.debug(
        "a failure could not be noted in the store",
        metadata: ["run.id": "\(session.run)", "error": "\(error)"])
    }
    runner.observer.observe(.stageFailed(name: stage.name, error: text))
    return .stageFailed(stage: stage.name, run: session.run.text, error)
  }
}
