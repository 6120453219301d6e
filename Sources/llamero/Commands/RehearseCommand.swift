import ArgumentParser
import CPUBackend
import Foundation
import Pipelines

/// One process of `verify-resume`: runs a stage in a folder of its own, and may kill itself.
struct RehearseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "rehearse", shouldDisplay: false)

  @OptionGroup var pipeline: PipelineOptions
  @Option var stage: String
  @Option var folder: String
  @Option var checkpoints: Int
  @Option var killAfter: Int?
  @Option var killInside: Int?
  @OptionGroup var store: StoreOptions
  @OptionGroup var device: DeviceOptions

  func validate() throws {
    for number in [checkpoints, killAfter, killInside].compactMap({ $0 })
    where !(1...1000).contains(number) {
      throw ValidationError("A number of checkpoints is from 1 to 1000, not \(number).")
    }
  }

  func run() throws {
    let kill =
      killAfter.map(RehearsalPlan.Kill.afterCheckpoint)
      ?? killInside.map(RehearsalPlan.Kill.insideCheckpoint)
    let backend = pipeline.backend(device)
    let watched = WatchedRun(
      store: store, data: pipeline.dataFolder, numericIdentity: backend.numericIdentity)
    try Rehearsal(try pipeline.read(on: backend), runner: try watched.quietRunner()).run(
      stage, in: URL(filePath: folder, directoryHint: .isDirectory),
      RehearsalPlan(checkpoints: checkpoints, kill: kill))
  }
}
