package import Artifacts
package import Foundation
package import Logging

/// What a stage sees of the world while it runs.
package final class StageContext {
  /// The name of the stage in its pipeline.
  package let name: String
  /// The seed for all of the stage's random numbers.
  package let seed: UInt64
  /// The folder that relative paths of the configuration start from.
  package let baseFolder: URL
  /// Where the stage may log details for debugging.
  package let logger: Logger
  private let components: [String: String]
  private let refusesOtherBits: Bool
  private let inputs: [String: [ArtifactFolder]]
  private let description: StageDescription
  private let scratch: URL
  private let host: any StageHost
  private var meter = ProgressMeter()
  private var checkpointCount = 0
  /// The arithmetic that the result comes from, so far.
  private(set) var provenance: NumericProvenance
  /// The metrics recorded since the last checkpoint.
  private(set) package var metrics: [MetricPoint] = []
  /// The sections of the report so far.
  private(set) package var sections: [ReportSection] = []

  /// Creates the context of a stage; unfinished files lie below the scratch folder.
  package init(
    _ stage: StageIdentity, of description: StageDescription,
    inputs: [String: [ArtifactFolder]], scratch: URL, host: any StageHost
  ) {
    self.name = stage.name
    self.seed = stage.seed
    self.baseFolder = stage.baseFolder
    self.logger = stage.logger
    self.components = stage.components
    self.refusesOtherBits = stage.refusesOtherBits
    self.provenance = NumericProvenance(stage.numericIdentity)
    self.inputs = inputs
    self.description = description
    self.scratch = scratch
    self.host = host
  }

  /// The outputs that the stage declares.
  package var outputs: [OutputSlot] { description.outputs }

  /// Returns the one artifact in an input slot.
  package func input(_ slot: String) throws -> ArtifactFolder {
    guard let folder = try inputs(slot).first else {
      throw PipelineError.noInput(stage: name, slot: slot)
    }
    return folder
  }

  /// Returns the artifact in an input slot that may be empty.
  package func optionalInput(_ slot: String) throws -> ArtifactFolder? {
    try inputs(slot).first
  }

  /// Returns all artifacts in an input slot, in the order of the pipeline file.
  package func inputs(_ slot: String) throws -> [ArtifactFolder] {
    precondition(
      description.inputs.contains { $0.name == slot },
      "a stage of kind '\(description.kind)' declares no input '\(slot)'")
    return inputs[slot] ?? []
  }

  /// Returns the folder to fill; it becomes an artifact when the stage returns.
  package func output(_ slot: String) throws -> URL {
    precondition(
      description.outputs.contains { $0.name == slot },
      "a stage of kind '\(description.kind)' declares no output '\(slot)'")
    let folder = outputFolder(slot)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  /// Returns a scratch folder for the stage, empty at its beginning and not kept after it.
  package func workingFolder() throws -> URL {
    let folder = scratch.appending(path: "work")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  /// Records a metric; it is stored together with the next checkpoint or the end of the stage.
  package func record(_ metric: String, step: Int, _ value: Double) {
    metrics.append(MetricPoint(name: metric, step: step, value: value))
  }

  /// Adds a section to the report; it is stored when the stage finishes.
  package func report(_ section: ReportSection) {
    sections.append(section)
  }

  /// Reports progress, with the headline metric as a note.
  package func progress(done: Int, total: Int, unit: String, note: String = "") {
    let rate = meter.rate(done: done, at: .now)
    host.progress(
      StageProgress(
        stage: name, done: done, total: total, unit: unit, note: note, rate: rate))
  }

  /// Returns the files of the checkpoint to resume from, if there is one.
  ///
  /// It must have been made by the same code from the same configuration and inputs. If it was made
  /// with different arithmetic, resuming is logged and reported, or refused on request.
  package func latestCheckpoint() throws -> StageCheckpoint? {
    guard let stored = try host.latestCheckpoint() else { return nil }
    let (checkpoint, earlier) = try CheckpointIdentity(components).verified(stored, stage: name)
    let change = (earlier.identities.last ?? "", provenance.identities.last ?? "")
    if change.0 != change.1 {
      guard !refusesOtherBits else {
        throw PipelineError.otherBits(stage: name, before: change.0, now: change.1)
      }
      try host.noteOtherArithmetic(before: change.0, now: change.1)
    }
    provenance = provenance.continuing(earlier)
    return checkpoint
  }

  /// Lets the stage write a checkpoint; the files are durable before the row that names them.
  package func saveCheckpoint(
    at place: CheckpointPlace, _ fill: (URL) throws -> Void
  ) throws {
    checkpointCount += 1
    let folder = scratch.appending(path: "checkpoint-\(checkpointCount)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try fill(folder)
    try CheckpointIdentity(components).write(to: folder, madeBy: provenance)
    try host.saveCheckpoint(folder, at: place, metrics: metrics)
    metrics.removeAll()
    try FileManager.default.removeItem(at: folder)
  }

  /// Returns whether to finish the step, save a checkpoint and throw `StageInterruption.stopped`.
  package func shouldStop() -> Bool {
    host.shouldStop
  }

  /// Throws `StageInterruption.stopped` once the user has asked to stop; nothing is saved.
  package func stopWhenAsked() throws {
    if shouldStop() { throw StageInterruption.stopped }
  }

  /// Publishes questions to annotators, and returns the judgements made so far.
  ///
  /// Each question is asked until as many annotators as planned have judged it.
  /// Judgements belong to the questions: those from an earlier stage or run count, too.
  package func ask(_ questions: [Question], as plan: AskingPlan = AskingPlan()) throws -> [Answer] {
    try host.ask(questions, as: plan)
  }

  /// Returns where the files of an output are collected.
  func outputFolder(_ slot: String) -> URL {
    scratch.appending(path: "outputs/\(slot)")
  }
}

/// Who a stage is and where it runs, apart from its inputs.
package struct StageIdentity: Sendable {
  /// The name of the stage in its pipeline.
  package var name: String
  /// The seed for all of the stage's random numbers.
  package var seed: UInt64
  /// The folder that relative paths of the configuration start from.
  package var baseFolder: URL
  /// Where the stage may log details for debugging.
  package var logger: Logger
  /// What decides the stage's result, by name; checkpoints hold it and are refused without it.
  package var components: [String: String]
  /// The arithmetic of the device it runs on.
  package var numericIdentity = ""
  /// Whether a checkpoint made with different arithmetic is refused.
  package var refusesOtherBits = false

  /// Creates an identity.
  package init(
    name: String, seed: UInt64, baseFolder: URL, logger: Logger, components: [String: String]
  ) {
    self.name = name
    self.seed = seed
    self.baseFolder = baseFolder
    self.logger = logger
    self.components = components
  }
}
