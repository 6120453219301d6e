import Files
package import Foundation

/// Named stages, in an order in which each comes after those it refers to.
package struct Pipeline: Sendable {
  /// The name.
  package let name: String
  /// The seed from which each stage derives its own.
  package let seed: UInt64
  /// The file it was read from, as errors name it.
  package let file: String
  /// The stages in order of execution.
  package let stages: [PipelineStage]

  /// Reads a pipeline file and lays `--set` options over it.
  package init(
    contentsOf url: URL, settings: [String] = [], kinds: StageKinds
  ) throws {
    let data: Data
    do {
      data = try BoundedFile.read(url, limit: YAMLBudget.bytes)
    } catch BoundedFileError.missing {
      throw PipelineError.unreadable(file: url.relativePath, reason: "there is no such file")
    }
    guard let yaml = String(data: data, encoding: .utf8) else {
      throw PipelineError.unreadable(
        file: url.relativePath, reason: "it is not readable as UTF-8 text")
    }
    try self.init(
      yaml: yaml, file: url.relativePath, settings: settings, kinds: kinds)
  }

  /// Reads the text of a pipeline and lays `--set` options over it.
  package init(
    yaml: String, file: String, settings: [String] = [], kinds: StageKinds
  ) throws {
    var root = try PipelineNode(yaml: yaml, file: file)
    for setting in settings { root = try PipelineSetting(setting).applied(to: root) }
    let reader = try PipelineReader(root: root, file: file, kinds: kinds)
    self.name = reader.name
    self.seed = reader.seed
    self.file = file
    self.stages = try PipelineOrder.sorted(try reader.stages(), file: file)
  }

  /// Returns the name of the stage that runs just before another, if there is one.
  package func stage(before name: String) -> String? {
    stages.prefix { $0.name != name }.last?.name
  }

  /// The resolved pipeline as canonical JSON: equal texts are the same work.
  package var definition: String {
    ConfigurationValue.object([
      "name": .string(name), "seed": .integer(Int128(seed)),
      "stages": .array(stages.map(\.definition)),
    ]).canonicalText
  }
}
