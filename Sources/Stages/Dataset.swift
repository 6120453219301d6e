import Artifacts
import Corpora
import Foundation
import Pipelines

/// A typed set of rows passed between stages: the artifact kind that holds it and its file.
struct Dataset<Record: Codable>: Sendable {
  /// The kind of artifact, as slots name it.
  let kind: String
  /// The name of the file in the artifact.
  let file: String

  /// Describes rows whose file is named after their kind.
  init(_ kind: String, file: String? = nil) {
    self.kind = kind
    self.file = file ?? kind + ".jsonl"
  }

  /// Reads the rows of an artifact.
  func rows(of folder: ArtifactFolder) throws -> [Record] {
    try RecordFile(folder.url(file)).records(of: Record.self)
  }

  /// Writes rows into the folder of an artifact.
  func write(_ rows: [Record], to folder: URL) throws {
    try RecordFile.write(rows, to: folder.appending(path: file))
  }
}

// Datasets shared by several stages; those of a single stage are declared beside it.
extension Dataset where Record == Demonstration {
  static var demonstrations: Self { Self("demonstrations") }
}

extension Dataset where Record == PromptRecord {
  static var prompts: Self { Self("prompts") }
}

extension Dataset where Record == Comparison {
  static var comparisons: Self { Self("comparisons") }
}

extension Dataset where Record == PairRecord {
  static var pairs: Self { Self("pairs") }
}

extension Dataset where Record == InstructedDialogue {
  static var dialogues: Self { Self("instructed-dialogues", file: "dialogues.jsonl") }
}

extension Dataset where Record == Document {
  static var corpus: Self { Self("corpus") }
}

extension StageContext {
  /// Reads the rows of all artifacts of an input, in the order of its references.
  func rows<Record>(_ dataset: Dataset<Record>, in slot: String) throws -> [Record] {
    try inputs(slot).flatMap { try dataset.rows(of: $0) }
  }

  /// Reads the rows of an input and subsamples them across all its artifacts; the rest are counted.
  ///
  /// - Parameter limit: the most rows; 0 is all.
  func rows<Record>(
    _ dataset: Dataset<Record>, in slot: String, atMost limit: Int, as name: String,
    _ counts: inout RowCounts
  ) throws -> [Record] {
    counts.draw(limit, of: try rows(dataset, in: slot), as: name, seed: seed)
  }

  /// Writes the rows of an output, which must be of their kind.
  func write<Record>(_ rows: [Record], as dataset: Dataset<Record>, to slot: String) throws {
    precondition(
      outputs.contains { $0.name == slot && $0.kind == dataset.kind },
      "stage '\(name)' declares no '\(slot)' of the kind '\(dataset.kind)'")
    try dataset.write(rows, to: output(slot))
  }
}
