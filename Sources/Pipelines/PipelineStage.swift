import Artifacts
import Foundation

/// One stage of a pipeline: its kind, its resolved configuration and where its inputs come from.
package struct PipelineStage: Sendable {
  /// The name in the file.
  package let name: String
  /// The algorithm.
  package let stage: any Stage
  /// The configuration with every option present.
  package let configuration: ConfigurationValue
  /// The references in each input slot.
  package let inputs: [String: [StageReference]]
  /// The seed of the stage: what the file gives it, or ``seed(of:pipeline:)``.
  package let seed: UInt64
  /// Where the file names outside files: each element of a list, else the one option or the stage.
  var outsidePlaces: [PipelinePlace] = []
  /// Whether the stage draws random numbers; otherwise its seed decides nothing.
  var drawsBySeed = true

  /// The kind of the stage.
  package var kind: String { stage.description.kind }

  /// The names of the stages that must come before this one.
  var dependencies: Set<String> {
    Set(inputs.values.joined().map(\.stage))
  }

  /// The stage as part of a pipeline's canonical JSON.
  var definition: ConfigurationValue {
    .object([
      "name": .string(name), "kind": .string(kind),
      "version": .integer(Int128(stage.description.version)),
      "configuration": configuration, "seed": .integer(Int128(seed)),
      "inputs": .object(
        inputs.mapValues { .array($0.map { .string($0.description) }) }),
    ])
  }

  /// Returns the seed of a stage that does not name one.
  ///
  /// It is the first 64 bits, the most significant first, of the SHA-256 of the text
  /// "llamero stage seed SEED NAME", with the pipeline's seed in decimal and the stage's name. This
  /// is a promise: another function would change the results of every pipeline.
  static func seed(of name: String, pipeline seed: UInt64) -> UInt64 {
    let digits = SHA256Text.of("llamero stage seed \(seed) \(name)").prefix(16)
    return UInt64(digits, radix: 16) ?? seed
  }
}

/// A reference to an output of a stage, written "stage.output".
package struct StageReference: Hashable, Sendable, CustomStringConvertible {
  /// The name of the stage.
  package let stage: String
  /// The output.
  package let output: String

  /// The reference as pipelines spell it.
  package var description: String { "\(stage).\(output)" }

  init(stage: String, output: String) {
    self.stage = stage
    self.output = output
  }

  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    self.init(stage: String(parts[0]), output: String(parts[1]))
  }
}
