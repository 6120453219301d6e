package import Foundation

/// What a run needs to know besides its pipeline; nothing here decides what is computed.
package struct RunnerSettings: Sendable {
  /// The arithmetic of the device, which decides the last bits of results and is recorded.
  package var numericIdentity: String
  /// Whether a checkpoint made with different arithmetic is refused.
  package var refusesOtherBits: Bool
  /// The folder that relative paths of configurations start from.
  package var baseFolder: URL
  /// The command that asks for the run, as it was typed.
  package var command: String

  /// Creates settings.
  package init(
    baseFolder: URL, command: String, numericIdentity: String, refusesOtherBits: Bool = false
  ) {
    self.numericIdentity = numericIdentity
    self.refusesOtherBits = refusesOtherBits
    self.baseFolder = baseFolder
    self.command = command
  }
}
