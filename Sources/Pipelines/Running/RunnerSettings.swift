package import Foundation

/// What a run needs to know besides its pipeline; nothing here is computed with but the mode.
package struct RunnerSettings: Sendable {
  /// The precision and order of reduction, as part of each key; raised when sums change order.
  package var numericMode: String
  /// The folder that relative paths of configurations start from.
  package var baseFolder: URL
  /// The command that asks for the run, as it was typed.
  package var command: String

  /// Creates settings.
  package init(baseFolder: URL, command: String, numericMode: String = "float32, order 2") {
    self.numericMode = numericMode
    self.baseFolder = baseFolder
    self.command = command
  }
}
