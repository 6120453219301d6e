import Artifacts

/// Makes the key of a stage from everything that decides its result, and from nothing else.
///
/// The form of the hashed text is frozen: stores find their results by it. The arithmetic of the
/// machine is not part of it; each result records its own.
struct StageKeyMaker {
  let stage: PipelineStage
  /// The digests of the inputs, by slot.
  let inputs: [String: [String]]
  /// The files outside the store that the stage reads.
  let outsideFiles: [OutsideFile]

  /// The components together with their key.
  func computation() throws -> Computation {
    let description = stage.stage.description
    let options = try options()
    var recorded = inputs
    if !outsideFiles.isEmpty { recorded[Computation.outsideFiles] = outsideFiles.map(\.sha256) }
    return Computation(
      key: StageKey(hashing: canonical(options).canonicalText), kind: description.kind,
      version: description.version, configuration: options.canonicalText,
      seed: stage.drawsBySeed ? stage.seed : 0, inputs: recorded)
  }

  private func canonical(_ options: ConfigurationValue) -> ConfigurationValue {
    var parts: [String: ConfigurationValue] = [
      "kind": .string(stage.kind),
      "version": .integer(Int128(stage.stage.description.version)),
      "options": options,
      "inputs": .object(inputs.mapValues { .array($0.map { .string($0) }) }),
      "externalFiles": .array(outsideFiles.map { .string($0.sha256) }),
    ]
    if stage.drawsBySeed { parts["seed"] = .integer(Int128(stage.seed)) }
    return .object(parts)
  }

  /// The options that decide the result; names stand for the place of outside files.
  ///
  /// A name stays because rows without a name of their own are called by that of their file.
  private func options() throws -> ConfigurationValue {
    let deciding = try stage.stage.decidingOptions(of: stage.configuration)
    let options = stage.stage.description.outsideOptions
    guard case .object(var fields) = deciding,
      let named = options.first(where: { fields[$0] != nil }) ?? options.first
    else { return deciding }
    for option in options { fields[option] = nil }
    if !outsideFiles.isEmpty { fields[named] = .array(outsideFiles.map { .string($0.name) }) }
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
