import Artifacts
import Pipelines

/// Writes for a person why a stage ran or was skipped.
struct ExplanationText {
  private let explanation: StageExplanation

  /// Takes the explanation.
  init(_ explanation: StageExplanation) {
    self.explanation = explanation
  }

  /// The lines: a sentence for each cause, and below it what changed.
  var lines: [String] {
    let title = "\(explanation.stage) (\(explanation.kind))"
    return explanation.causes.enumerated().flatMap { index, cause in
      let sentence = "\(index == 0 ? title : "  then it") \(sentence(cause))"
      guard case .changed(let difference) = cause else { return [sentence] }
      var written: Set<String> = []
      return [sentence] + Self.lines(of: difference, &written).map { "  \($0)" }
    }
  }

  private func sentence(_ cause: Cause) -> String {
    switch cause {
    case .firstOfItsKind: "ran: no stage of this name or kind had run before."
    case .changed(let difference):
      "ran: its key differs from that of \(difference.earlierStage) "
        + "in run \(difference.earlierRun)."
    case .made(let use): "was skipped: \(Self.place(use)) had made the same."
    case .forced: "ran: --from asked for it to be made again."
    case .damaged(let use):
      "ran: bytes that \(Self.place(use)) had made were missing or corrupt; nothing else changed."
    case .removed:
      "ran: its result had been removed by 'llamero gc' with the runs that used it."
    case .unrecorded(let use):
      "ran although \(Self.place(use)) had made the same: with --from, or because bytes were "
        + "missing; this store has no record of which."
    case .unfinished(let use):
      "ran: \(Self.place(use)) had not finished it"
        + (use.map { " (\($0.state.words))." } ?? ".")
    case .continued(let step):
      "resumed from the checkpoint" + (step.map { " after step \($0)." } ?? ".")
    case .otherArithmetic(let before, let now):
      "resumed with different arithmetic than its checkpoint, so its last bits come from both: "
        + "first \(before), then \(now)."
    case .notReached: "has not started."
    }
  }

  private static func place(_ use: StageUse?) -> String {
    use.map { "\($0.stage) in run \($0.run)" } ?? "an earlier run"
  }

  /// Returns what changed, each input followed by the changes of the stage that made it.
  private static func lines(
    of difference: KeyDifference, _ written: inout Set<String>
  ) -> [String] {
    if difference.changes.isEmpty { return ["the same key gave different bytes"] }
    let names = difference.changes.map { ChangeText.cells($0)[0].count }
    let width = names.max() ?? 0
    var lines: [String] = []
    for change in difference.changes {
      let cells = ChangeText.cells(change)
      let padding = String(repeating: " ", count: width - cells[0].count)
      lines.append("\(cells[0])\(padding)  \(cells[1])")
      guard let source = change.sourceStage else { continue }
      if !written.insert(source).inserted {
        lines.append("  because of \(source), as above")
      } else if let cause = difference.upstream.first(where: { $0.stage == source }) {
        lines.append("  because of \(source):")
        lines += Self.lines(of: cause, &written).map { "    \($0)" }
      }
    }
    return lines
  }
}
