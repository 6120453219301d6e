/// Where an artifact comes from, or what was made from it; the keys of its JSON are a promise.
package struct Lineage: Hashable, Sendable, Encodable {
  /// Which way the steps lead.
  package enum Direction: String, Sendable, Encodable {
    /// To what the artifact was made from.
    case up
    /// To what was made from the artifact.
    case down
  }

  /// One artifact on the way.
  package struct Node: Hashable, Sendable, Encodable {
    /// The artifact.
    package let artifact: ArtifactDigest
    /// What it is; nil if the store no longer has it.
    package let kind: String?
    /// The keys of the steps that made it, or took it.
    package let steps: [StageKey]
  }

  /// The artifact that was asked for.
  package let artifact: ArtifactDigest
  /// Which way the steps lead.
  package let direction: Direction
  /// Each artifact on the way, in the order in which it is met.
  package let nodes: [Node]
  /// Each step on the way, in the order in which it is met.
  package let steps: [LineageStep]
}
