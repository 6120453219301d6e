/// What a stage key stands for: everything that decides the result, and nothing else.
package struct Computation: Hashable, Sendable {
  /// The slot under which the contents of files outside the store are listed.
  package static let outsideFiles = "external files"

  /// The key.
  package var key: StageKey
  /// The kind of stage.
  package var kind: String
  /// The version of the kind.
  package var version: Int
  /// The options that decide the result and are not at their standard, as canonical JSON.
  package var configuration: String
  /// The seed of the stage; 0 for one that draws nothing.
  package var seed: UInt64
  /// The digests of the inputs by slot; those of outside files stand under `outsideFiles`.
  package var inputs: [String: [String]]

  /// Creates the record of a key's components.
  package init(
    key: StageKey, kind: String, version: Int, configuration: String, seed: UInt64,
    inputs: [String: [String]]
  ) {
    self.key = key
    self.kind = kind
    self.version = version
    self.configuration = configuration
    self.seed = seed
    self.inputs = inputs
  }

  /// The components by name, long ones as their hash: what a checkpoint must agree with.
  package var components: [String: String] {
    var components = [
      "kind": kind, "version": "\(version)", "configuration": SHA256Text.of(configuration),
      "seed": "\(seed)",
    ]
    for (slot, digests) in inputs {
      components["inputs.\(slot)"] = digests.joined(separator: " ")
    }
    return components
  }
}
