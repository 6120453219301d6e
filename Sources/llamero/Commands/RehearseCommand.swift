import ArgumentParser
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
    let counts = [checkpoints, killAfter ?? 1, killInside ?? 1]
    guard counts.allSatisfy((0...1_000_000).contains) else {
      throw ValidationError("The counts of a rehearsal must be from 0 to 1000000")
    }
  }

  func run() throws {
    let kill =
      killAfter.map(RehearsalPlan.Kill.afterCheckpoint)
      ?? killInside.map(RehearsalPlan.Kill.insideCheckpoint)
    let watched = WatchedRun(store: store, data: pipeline.dataFolder)
    try Rehearsal(try pipeline.read(device), runner: try watched.quietRunner()).run(
      stage, in: URL(filePath: folder, directoryHint: .isDirectory),
      RehearsalPlan(checkpoints: checkpoints, kill: kill))
  }
}
