import Artifacts
import Autograd
package import Foundation
import Layers
package import Pipelines
package import Tensors

/// The options of `import-model`.
package struct ImportModelConfiguration: StageConfiguration, Hashable {
  /// The folder of the model, absolute or relative to the data folder.
  package var path = ""

  /// No folder yet.
  package static let standard = ImportModelConfiguration()

  package var drawsBySeed: Bool { false }

  package static let rules: [OptionRule<Self>] = [
    .text(
      "path", "The folder of a Hugging Face model, absolute or relative to the --data folder."
    ).required()
  ]

  package func validate() throws {
    if path.isEmpty { throw StagesError.option("path must name the folder of a model") }
  }
}

/// Imports a pretrained model from a Hugging Face folder after reading and checking every weight.
package struct ImportModel: Stage {
  let backend: any Backend

  /// Creates the stage on a device.
  package init(backend: any Backend) { self.backend = backend }

  package var description: StageDescription {
    StageDescription(
      kind: "import-model", version: 1,
      summary: "Imports a pretrained model and its tokenizer from a folder.",
      outputs: [OutputSlot("model", kind: "model", "The model with its tokenizer.")]
    )
    .reading(filesAt: "path", upTo: 64 << 30)
  }

  package func externalInputs(
    _ configuration: ImportModelConfiguration, baseFolder: URL
  ) throws -> [URL] {
    let folder = URL(dataPath: configuration.path, below: baseFolder)
    guard FileManager.default.fileExists(atPath: folder.path(percentEncoded: false)) else {
      return [folder]  // the runner reports it as missing, like any other file
    }
    return try ModelFolder(folder).urls
  }

  package func run(_ configuration: ImportModelConfiguration, in context: StageContext) throws {
    let folder = try ModelFolder(
      URL(dataPath: configuration.path, below: context.baseFolder))
    let policy = try Policy(files: folder.all, backend: backend)
    try folder.copy(to: context.output("model"))
    context.report(
      ImportModelReport(
        policy: policy, architecture: try ModelCatalog.architecture(of: folder.all), folder: folder
      ).section)
  }
}
