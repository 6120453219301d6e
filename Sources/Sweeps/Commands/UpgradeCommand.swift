import ArgumentParser
import Foundation

/// `Sweeps upgrade`: SIGKILL between any two changes while an older store is brought up to date.
struct UpgradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "upgrade", abstract: "Kill the migration of older stores at every change.")

  @OptionGroup var options: SweepOptions

  @Option(
    help: ArgumentHelp("The folder of stores of earlier versions.", valueName: "dir"))
  var stores = "Tests/ArtifactsTests/Fixtures"

  func run() throws {
    let programs = try options.programs()
    let claim = "a store of an earlier version, killed while it is migrated, opens with all it held"
    try options.report("upgrade", claim: claim) { tally in
      let folder = URL(filePath: stores, directoryHint: .isDirectory)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { $0.hasPrefix("store-v") }.sorted()
      guard !names.isEmpty else { throw SweepError.noOldStore(folder.path) }
      for name in names {
        let sweep = UpgradeSweep(
          programs: programs, tally: tally, old: folder.appending(path: name))
        try sweep.run(limit: options.limit, workers: options.workers)
      }
      return true
    }
  }
}
