import ArgumentParser
import CPUBackend
import Foundation
import Pipelines
import Stages

/// The pipeline file, and the values that override it.
struct PipelineOptions: ParsableArguments {
  @Argument(help: "The pipeline, a YAML file.")
  var file: String

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Override a value of the file; may be repeated.", valueName: "stage.key=value"))
  var settings: [String] = []

  @Option(
    help: ArgumentHelp("The folder that relative paths in stages start from.", valueName: "dir"))
  var data = "."

  @Flag(
    help: """
      Trade time for memory in training: recompute activations. Results do not change.
      """)
  var gradientCheckpointing = false

  /// The folder that relative paths of stages start from.
  var dataFolder: URL { URL(filePath: data, directoryHint: .isDirectory) }

  /// Makes the device on which the stages compute.
  func backend(_ device: DeviceOptions) -> CPUBackend {
    device.backend(gradientCheckpointing: gradientCheckpointing)
  }

  /// Reads the pipeline, for stages that compute on a device.
  func read(on backend: CPUBackend) throws -> Pipeline {
    try NearestFile.require(file)
    try NearestFile.require(data)
    return try Pipeline(
      contentsOf: URL(filePath: file), settings: settings,
      kinds: StageCatalog.kinds(backend: backend))
  }

  /// The options as they must be repeated in a command.
  var repeated: [String] {
    [file] + settings.flatMap { ["--set", $0] } + (data == "." ? [] : ["--data", data])
      + (gradientCheckpointing ? ["--gradient-checkpointing"] : [])
  }
}
