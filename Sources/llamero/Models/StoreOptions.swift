import ArgumentParser
import Artifacts
import Foundation
import Logging

/// Where the store is.
struct StoreOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder of the store.", valueName: "dir"))
  var home = ".llamero"

  /// The folder as an address.
  var url: URL { URL(filePath: home, directoryHint: .isDirectory) }

  /// Opens the store; only commands that write may make one.
  func open(creates: Bool = false) throws -> ArtifactStore {
    try ArtifactStore(home: url, creates: creates, logger: Self.logger)
  }

  /// Opens the store so that nothing in it can change; nil if there is none.
  func openToRead() throws -> ArtifactStore? {
    do {
      return try ArtifactStore(reading: url, logger: Self.logger)
    } catch StoreError.noStore {
      return nil
    }
  }

  /// Opens the store to be checked, whatever state it is in.
  func openForInspection() throws -> ArtifactStore {
    try ArtifactStore(inspecting: url, logger: Self.logger)
  }

  /// The option as it must be repeated in a command, if it was given.
  var repeated: [String] { home == ".llamero" ? [] : ["--home", home] }

  /// The program's log: warnings on standard error.
  static var logger: Logger {
    Logger(label: "llamero") { ConsoleLog(label: $0) }
  }
}
