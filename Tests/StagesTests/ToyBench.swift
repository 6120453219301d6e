import Artifacts
import Autograd
import Corpora
import Foundation
import Layers
import Llama
import Logging
import Pipelines
import Stages
import Synchronization
import Tensors
import Testing

/// A folder in which tests write inputs and let single stages run.
final class ToyBench {
  let home = FileManager.default.temporaryDirectory.appending(path: "toy-\(UUID().uuidString)")
  private var count = 0

  init() throws {
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: home) }

  /// Lets the caller fill a folder, and returns it as an artifact.
  func artifact(_ kind: String = "toy", _ fill: (URL) throws -> Void) throws -> ArtifactFolder {
    count += 1
    let folder = home.appending(path: "artifact-\(count)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try fill(folder)
    return try view(folder, kind)
  }

  func artifact<Row: Encodable>(_ file: String, rows: [Row]) throws -> ArtifactFolder {
    try artifact { try RecordFile.write(rows, to: $0.appending(path: file + ".jsonl")) }
  }

  private func view(_ folder: URL, _ kind: String) throws -> ArtifactFolder {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let digest = try #require(ArtifactDigest(String(repeating: "0", count: 64)))
    return ArtifactFolder(
      digest: digest, kind: kind,
      places: try names.reduce(into: [:]) {
        $0[try #require(RelativePath($1))] = folder.appending(path: $1)
      })
  }

  /// Runs a stage to its end.
  func run<Work: Stage>(
    _ stage: Work, _ configuration: Work.Configuration,
    _ inputs: [String: [ArtifactFolder]], seed: UInt64 = 7
  ) throws -> ToyRun {
    try configuration.validate()
    count += 1
    let scratch = home.appending(path: "scratch-\(count)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    let identity = StageIdentity(
      name: "toy", seed: seed, baseFolder: home, logger: Logger(label: "test"),
      components: [:])
    let context = StageContext(
      identity, of: stage.description, inputs: inputs, scratch: scratch, host: QuietHost())
    try stage.run(configuration, in: context)
    return ToyRun(
      bench: self, context: context,
      outputs: try Dictionary(
        stage.description.outputs.map { ($0.name, try view(context.output($0.name), $0.kind)) },
        uniquingKeysWith: { first, _ in first }))
  }
}

/// What a stage left behind.
struct ToyRun {
  /// Keeps the files for as long as the run is looked at.
  let bench: ToyBench
  let context: StageContext
  let outputs: [String: ArtifactFolder]

  func output(_ slot: String) throws -> ArtifactFolder { try #require(outputs[slot]) }

  func rows<Row: Decodable>(
    _ slot: String, _ file: String? = nil, of type: Row.Type
  ) throws -> [Row] {
    try RecordFile(output(slot).url((file ?? slot) + ".jsonl")).records(of: type)
  }

  /// The bytes of the weights that were written.
  func weights(_ slot: String = "model") throws -> Data {
    try Data(contentsOf: output(slot).url("model.safetensors"))
  }

  /// The values of a metric, by step.
  func values(_ metric: String) -> [Double] {
    context.metrics.filter { $0.name == metric }.map(\.value)
  }

  /// The prose of the report's sections of a title.
  func prose(_ title: String) -> String {
    let texts = context.sections.filter { $0.title == title }.flatMap(\.items).compactMap {
      item -> String? in
      if case .prose(let text) = item { text } else { nil }
    }
    return texts.joined(separator: "\n")
  }

  /// The rows of a table of the report.
  func table(_ title: String) throws -> [[ReportTable.Cell]] {
    let tables = context.sections.flatMap(\.items).compactMap { item -> ReportTable? in
      if case .table(let table) = item, table.title == title { table } else { nil }
    }
    return try #require(tables.first).rows
  }
}

/// Returns the largest difference of two models' weights, read from their folders.
func weightDistance(_ a: ArtifactFolder, _ b: ArtifactFolder) throws -> Float {
  let models = try [a, b].map {
    try LlamaReader(files: $0.files, backend: ToyFiles.backend).model()
  }
  return zip(models[0].parameters, models[1].parameters).reduce(0) { most, pair in
    zip(pair.0.value.scalars(), pair.1.value.scalars()).reduce(most) { max($0, abs($1.0 - $1.1)) }
  }
}
