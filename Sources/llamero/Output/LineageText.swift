import Artifacts

/// Writes the lineage of an artifact as a tree; repeated parts are referred to.
struct LineageText {
  private let lineage: Lineage
  private let nodes: [ArtifactDigest: Lineage.Node]
  private let steps: [StageKey: LineageStep]

  /// Takes the lineage.
  init(_ lineage: Lineage) {
    self.lineage = lineage
    nodes = Dictionary(
      lineage.nodes.map { ($0.artifact, $0) }, uniquingKeysWith: { first, _ in first })
    steps = Dictionary(lineage.steps.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The lines of the tree.
  var lines: [String] {
    var written: Set<StageKey> = []
    let branches = lines(below: lineage.artifact, &written)
    return [title(of: lineage.artifact)] + branches.map { "  \($0)" }
  }

  private func title(of digest: ArtifactDigest) -> String {
    let kind = nodes[digest]?.kind ?? "no longer in the store:"
    return "\(kind) \(ChangeText.short(digest.hexadecimal))"
  }

  private func lines(below digest: ArtifactDigest, _ written: inout Set<StageKey>) -> [String] {
    let found = (nodes[digest]?.steps ?? []).compactMap { steps[$0] }
    if found.isEmpty {
      return lineage.direction == .up ? ["how it was made is not recorded"] : []
    }
    var lines: [String] = []
    for step in found {
      let head = head(of: step, digest)
      guard written.insert(step.key).inserted else {
        lines.append("\(head), see above")
        continue
      }
      let configuration = "configuration \(ChangeText.short(step.configuration))"
      lines.append("\(head), \(configuration), \(runs(of: step))")
      lines += branches(of: step, &written).map { "  \($0)" }
    }
    return lines
  }

  /// Returns, for example, "made as base.model by pretrain (version 1), key 0bc7a015545d".
  private func head(of step: LineageStep, _ digest: ArtifactDigest) -> String {
    let stage = step.uses.first?.stage ?? step.kind
    let slot =
      lineage.direction == .up
      ? step.outputs.filter { $0.value == digest }.keys.min()
      : step.inputs.first { $0.digest == digest.hexadecimal }?.slot
    let place = slot.map { "\(stage).\($0)" } ?? stage
    return "\(lineage.direction == .up ? "made as" : "taken as") \(place) by \(step.kind) "
      + "(version \(step.version)), key \(ChangeText.short(step.key.hexadecimal))"
  }

  private func runs(of step: LineageStep) -> String {
    guard let newest = step.uses.first else { return "in no run" }
    let others = Set(step.uses.map(\.run)).count - 1
    return "run \(newest.run)" + (others > 0 ? " and \(others) more" : "")
  }

  private func branches(of step: LineageStep, _ written: inout Set<StageKey>) -> [String] {
    var lines: [String] = []
    switch lineage.direction {
    case .up:
      lines += step.outsideFiles.map { "from a file outside the store, \(ChangeText.short($0))" }
      for input in step.inputs {
        guard let digest = ArtifactDigest(input.digest) else { continue }
        lines.append("from \(input.slot): \(title(of: digest))")
        lines += self.lines(below: digest, &written).map { "  \($0)" }
      }
    case .down:
      for (output, digest) in step.outputs.sorted(by: { $0.key < $1.key }) {
        lines.append("made \(output): \(title(of: digest))")
        lines += self.lines(below: digest, &written).map { "  \($0)" }
      }
    }
    return lines
  }
}
