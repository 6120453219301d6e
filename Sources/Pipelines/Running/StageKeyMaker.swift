import Artifacts

/// Makes the key of a stage from everything that decides its result, and from nothing else.
struct StageKeyMaker {
  let stage: PipelineStage
  /// The digests of the inputs, by slot.
  let inputs: [String: [String]]
  /// The hashes of files outside the store.
  let externalFiles: [String]
  let numericMode: String

  /// The components together with their key.
  var computation: Computation {
    let description = stage.stage.description
    var recorded = inputs
    if !externalFiles.isEmpty { recorded[KeyComponent.outsideFiles] = externalFiles }
    return Computation(
      key: StageKey(hashing: canonical.canonicalText), kind: description.kind,
      version: description.version, configuration: stage.configuration.canonicalText,
      seed: stage.seed, numericMode: numericMode, inputs: recorded)
  }

  private var canonical: ConfigurationValue {
    .object([
      "kind": .string(stage.kind),
      "version": .integer(Int128(stage.stage.description.version)),
      "configuration": stage.configuration,
      "inputs": .object(inputs.mapValues { .array($0.map { .string($0) }) }),
      "externalFiles": .array(externalFiles.map { .string($0) }),
      "seed": .integer(Int128(stage.seed)),
      "numericMode": .string(numericMode),
    ])
  }
}
