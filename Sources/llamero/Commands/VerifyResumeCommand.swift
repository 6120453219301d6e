import ArgumentParser
import Artifacts
import CPUBackend
import Foundation
import Pipelines
import Stages

/// `llamero verify-resume`: kill and resume the user's own stages, and compare every bit.
struct VerifyResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify-resume",
    abstract: "Verify on your own pipeline that a killed stage resumes to the same bits.",
    discussion: """
      Each stage that keeps checkpoints runs twice on its real inputs, for a few checkpoints each: \
      once uninterrupted, and once killed with SIGKILL while it works, killed again while it \
      writes a checkpoint, and resumed. All weights, moments, counters, metrics and rows must be \
      equal; otherwise the first difference is reported. Earlier stages that have not finished \
      are run first, in the store. Exit status 0 if everything is equal, 70 otherwise.
      """)

  @OptionGroup var pipeline: PipelineOptions

  @Option(help: ArgumentHelp("Verify this stage only.", valueName: "stage"))
  var stage: String?

  @Option(help: ArgumentHelp("How many checkpoints each stage takes.", valueName: "n"))
  var checkpoints = 4

  @OptionGroup var store: StoreOptions
  @OptionGroup var device: DeviceOptions

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard (2...1000).contains(checkpoints) else {
      throw ValidationError("--checkpoints \(checkpoints): give a number from 2 to 1000.")
    }
  }

  func run() throws {
    let backend = self.pipeline.backend(device)
    let pipeline = try pipeline.read(on: backend)
    let watched = WatchedRun(
      store: store, data: self.pipeline.dataFolder, numericIdentity: backend.numericIdentity)
    let rehearsal = Rehearsal(pipeline, runner: try watched.quietRunner())
    if let stage, !rehearsal.stages.contains(stage) {
      throw PipelineError.noSuchStage(
        option: "--stage \(stage)", PipelineError.Candidates(stage, among: rehearsal.stages))
    }
    var verdicts: [ResumeVerdict] = []
    for name in rehearsal.stages where stage == nil || name == stage {
      if let earlier = pipeline.stage(before: name) {
        _ = try watched.run(pipeline, until: earlier)
      }
      let verdict = try trial(of: name).verdict()
      verdicts.append(verdict)
      if !json { try Console.say(verdict.sentence) }
    }
    if json { try Console.sayJSON(try StableJSON.text(verdicts, pretty: true)) }
    guard verdicts.allSatisfy(\.isEqual) else { throw CommandFailure.inexactResume }
    try? FileManager.default.removeItem(at: folder)
  }

  private func trial(of stage: String) -> ResumeTrial {
    let options = pipeline.repeated + store.repeated + device.repeated
    return ResumeTrial(
      stage: stage, checkpoints: checkpoints, options: options,
      folder: folder.appending(path: stage))
  }

  /// Where the rehearsals leave their checkpoints; it stays when they differ.
  private var folder: URL { store.url.appending(path: "rehearsal-\(getpid())") }
}
