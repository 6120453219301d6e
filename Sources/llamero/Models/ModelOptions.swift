import ArgumentParser
import CPUBackend
import Foundation

/// A model that exists already, and what computes with it.
struct ModelOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A Hugging Face folder, RUN/stage.output, or a digest prefix.", valueName: "m"))
  var model: String

  @OptionGroup var store: StoreOptions
  @OptionGroup var device: DeviceOptions

  /// Returns the files of the model by name.
  func files() throws -> [String: URL] {
    try ArtifactReference(model).files(in: store)
  }
}
