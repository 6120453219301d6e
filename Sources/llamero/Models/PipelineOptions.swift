import ArgumentParser
import CPUBackend
import Foundation
import Pipelines
import Stages

/// The pipeline file, and what is laid over it.
struct PipelineOptions: ParsableArguments {
  @Argument(help: "The pipeline, a YAML file.")
  var file: String

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Lay a value over the file; may be repeated.", valueName: "stage.key=value"))
  var settings: [String] = []

  @Option(
    help: ArgumentHelp("The folder that relative paths of stages start from.", valueName: "dir"))
  var data = "."

  @Flag(
    help: """
      Train in less memory and more time: compute again what could be kept. It changes no result.
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
