import Tokenization
import Artifacts
import Corpora
import Foundation
import Objectives

/// Dialogues whose instructions Ghost Attention may have been trained on, or those of the others.
private enum InstructionGroup: CaseIterable {
  case familiar, unseen

  /// What a report calls the group.
  var title: String {
    switch self {
    case .familiar: "Instruction kept, by turn: instructions also in training dialogues"
    case .unseen: "Instruction kept, by turn: instructions in no training dialogue"
    }
  }

  func includes(_ dialogue: InstructedDialogue) -> Bool {
    dialogue.isFamiliar == (self == .familiar)
  }
}

extension EvaluationReport {
  /// The share of replies that keep the instruction, for familiar and for unseen instructions.
  var persistence: [ReportItem] {
    InstructionGroup.allCases.flatMap { group -> [ReportItem] in
      let turns = turns(of: group)
      return turns.isEmpty ? [] : [.table(table(group, turns)), .curve(curve(group, turns))]
    }
  }

  private func turns(of group: InstructionGroup) -> Range<Int> {
    let dialogues = policies.flatMap(\.dialogues).map(\.dialogue).filter(group.includes)
    return 0..<(dialogues.map(\.turns.count).max() ?? 0)
  }

  /// The share of dialogues whose reply at a turn keeps the instruction; one cut short does not.
  private func kept(_ policy: JudgedPolicy, _ group: InstructionGroup, turn: Int) -> Interval? {
    let reached = policy.dialogues.filter {
      group.includes($0.dialogue) && turn < $0.dialogue.turns.count
    }
    return Self.share(reached.map { $0.isObeyed(at: turn) })
  }

  private func table(_ group: InstructionGroup, _ turns: Range<Int>) -> ReportTable {
    ReportTable(
      title: group.title,
      caption: "The instruction is given once, in the first turn; share of dialogues whose greedy "
        + "reply keeps it. A dialogue that broke off counts as not kept.",
      columns: ["turn"] + policies.map(\.name) + ["dialogues"],
      rows: turns.map { turn in
        let shares = policies.map { kept($0, group, turn: turn) }
        return [.number(Double(turn + 1), digits: 0)] + shares.map { .interval($0) }
          + [.number(Double(shares.first??.count ?? 0), digits: 0)]
      })
  }

  private func curve(_ group: InstructionGroup, _ turns: Range<Int>) -> ReportCurve {
    ReportCurve(
      title: group.title, xLabel: "turn", yLabel: "share of dialogues",
      series: policies.map { policy in
        ReportCurve.Series(
          name: policy.name,
          points: turns.compactMap { turn in
            kept(policy, group, turn: turn).map {
              ReportCurve.Point(x: Double(turn + 1), y: $0.value, low: $0.low, high: $0.high)
            }
          })
      })
  }

  var summary: String {
    guard let first = policies.first, let last = policies.last, policies.count > 1 else {
      return "One policy was evaluated; there is nothing to compare it with."
    }
    let changed = quantities(first, last).joined(separator: "; ")
    return "From \(first.name) to \(last.name), on \(last.answers.count) held-out prompts: "
      + changed + "."
  }

  private func quantities(_ first: JudgedPolicy, _ last: JudgedPolicy) -> [String] {
    let names: [(String, (JudgedAnswer) -> Double?)] = [
      ("gold helpfulness", { $0.gold?.helpfulness }), ("gold safety", { $0.gold?.safety }),
      ("helpfulness score", { Double($0.scores.helpfulness) }),
      ("safety score", { Double($0.scores.safety) }),
    ]
    return names.compactMap { name, value in
      let before = first.answers.compactMap(value)
      let after = last.answers.compactMap(value)
      guard !before.isEmpty, !after.isEmpty else { return nil }
      return String(
        format: "%@ %.3f to %.3f", name, Moments(of: before).mean, Moments(of: after).mean)
    }
  }

  var samples: ReportSamples {
    let shown = [policies.first, policies.count > 1 ? policies.last : nil].compactMap { $0 }
    let answers = shown.map(answersByPrompt)
    let rows = (shown.first?.answers ?? []).compactMap { answer -> SampleRow? in
      let cells = answers.compactMap { $0[answer.place] }.map(Self.cell)
      guard cells.count == shown.count else { return nil }
      return SampleRow(
        prompt: answer.prompt.messages.map { SampleTurn(role: $0.role.rawValue, text: $0.content) },
        cells: cells)
    }
    return ReportSamples(
      title: "Before and after", caption: "The same prompts, the same draws.",
      columns: shown.map(\.name), rows: Array(rows.prefix(configuration.samples)))
  }

  private static func cell(_ answer: JudgedAnswer) -> SampleCell {
    var notes = [
      "s_h": String(format: "%.2f", answer.scores.helpfulness),
      "s_s": String(format: "%.2f", answer.scores.safety),
    ]
    if let gold = answer.gold {
      notes["gold helpfulness"] = String(format: "%.2f", gold.helpfulness)
      notes["gold safety"] = String(format: "%.2f", gold.safety)
    }
    return SampleCell(text: answer.text, notes: notes)
  }
}
