import Artifacts

/// Makes the key of a stage from everything that decides its result, and from nothing else.
struct StageKeyMaker {
  let stage: PipelineStage
  /// The digests of the inputs, by slot.
  let inputs: [String: [String]]
  /// The files outside the store that the stage reads.
  let outsideFiles: [OutsideFile]
  let numericMode: String

  /// The components together with their key.
  var computation: Computation {
    let description = stage.stage.description
    var recorded = inputs
    if !outsideFiles.isEmpty { recorded[Computation.outsideFiles] = outsideFiles.map(\.sha256) }
    return Computation(
      key: StageKey(hashing: canonical.canonicalText), kind: description.kind,
      version: description.version, configuration: configuration.canonicalText,
      seed: stage.seed, numericMode: numericMode, inputs: recorded)
  }

  private var canonical: ConfigurationValue {
    .object([
      "kind": .string(stage.kind),
      "version": .integer(Int128(stage.stage.description.version)),
      "configuration": configuration,
      "inputs": .object(inputs.mapValues { .array($0.map { .string($0) }) }),
      "externalFiles": .array(outsideFiles.map { .string($0.sha256) }),
      "seed": .integer(Int128(stage.seed)),
      "numericMode": .string(numericMode),
    ])
  }

  /// The configuration without the place of outside files: their names stand for it.
  ///
  /// A name stays because rows without a name of their own are called by that of their file.
  private var configuration: ConfigurationValue {
    guard let option = stage.stage.description.outsideOption,
      case .object(var fields) = stage.configuration
    else { return stage.configuration }
    fields[option] = .array(outsideFiles.map { .string($0.name) })
    return .object(fields)
  }
}

/// A file outside the store as it stands in a key.
struct OutsideFile: Hashable, Sendable {
  /// The last part of its path.
  let name: String
  /// The hash of what it holds.
  let sha256: String
}
