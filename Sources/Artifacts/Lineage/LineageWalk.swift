/// A walk over all artifacts that one was made from, or that were made from it.
struct LineageWalk {
  let store: ArtifactStore
  let direction: Lineage.Direction
  private(set) var nodes: [Lineage.Node] = []
  private(set) var steps: [LineageStep] = []
  private var seen: Set<ArtifactDigest> = []
  private var keys: Set<StageKey> = []

  init(_ store: ArtifactStore, _ direction: Lineage.Direction) {
    self.store = store
    self.direction = direction
  }

  /// Visits an artifact and all that follows from it; each is visited once.
  mutating func visit(_ first: ArtifactDigest) throws {
    // A history can be longer than a stack is deep, so what is left to visit is a list.
    var waiting = [first]
    while let digest = waiting.popLast() {
      guard seen.insert(digest).inserted else { continue }
      let found =
        try direction == .up ? store.producers(of: digest) : store.consumers(of: digest)
      let kind = try store.manifest(of: digest)?.kind
      nodes.append(Lineage.Node(artifact: digest, kind: kind, steps: found))
      for key in found where keys.insert(key).inserted {
        guard let step = try store.lineageStep(key) else { continue }
        steps.append(step)
        waiting += next(step).reversed()
      }
    }
  }

  private func next(_ step: LineageStep) -> [ArtifactDigest] {
    switch direction {
    case .up: step.inputs.compactMap { ArtifactDigest($0.digest) }
    case .down: step.outputs.sorted { $0.key < $1.key }.map(\.value)
    }
  }
}
