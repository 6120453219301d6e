/// A computation as a link between what it took and what it made.
package struct LineageStep: Hashable, Sendable, Encodable {
  /// A stage of a run that has the key.
  package struct Use: Hashable, Sendable, Encodable {
    /// The run.
    package let run: RunID
    /// The name of the stage.
    package let stage: String
  }

  /// An artifact in one of its inputs.
  package struct Input: Hashable, Sendable, Encodable {
    /// The name of the input.
    package let slot: String
    /// The place within an input that takes several.
    package let position: Int
    /// The artifact, or the content of a file outside the store.
    package let digest: String
  }

  /// The key.
  package let key: StageKey
  /// The kind of stage.
  package let kind: String
  /// The version of the kind.
  package let version: Int
  /// The SHA-256 of the options that decide the result and are not at their standard.
  package let configuration: String
  /// The seed.
  package let seed: UInt64
  /// The arithmetic that made the result; empty as long as there is none.
  package let numericIdentity: String
  /// The stages that have the key, newest first.
  package let uses: [Use]
  /// The artifacts it took.
  package let inputs: [Input]
  /// The contents of the files outside the store that it read.
  package let outsideFiles: [String]
  /// The artifacts it made, by output.
  package let outputs: [String: ArtifactDigest]
}

extension LineageStep {
  init(
    _ computation: Computation, numericIdentity: String, uses: [Use],
    outputs: [String: ArtifactDigest]
  ) {
    let inputs = computation.inputs.sorted { $0.key < $1.key }.flatMap { slot, digests in
      digests.enumerated().map { Input(slot: slot, position: $0, digest: $1) }
    }
    self.init(
      key: computation.key, kind: computation.kind, version: computation.version,
      configuration: SHA256Text.of(computation.configuration), seed: computation.seed,
      numericIdentity: numericIdentity, uses: uses,
      inputs: inputs.filter { $0.slot != Computation.outsideFiles },
      outsideFiles: computation.inputs[Computation.outsideFiles] ?? [], outputs: outputs)
  }
}
