import Artifacts
import Corpora
import Foundation
import Objectives
import Tokenization

/// Whether a dialogue's instruction also occurs in Ghost Attention's training dialogues.
private enum InstructionGroup: CaseIterable {
  case familiar, unseen

  /// The group's title in reports.
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
  /// Instruction adherence by turn, for familiar and for unseen instructions.
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

  /// The share of dialogues whose reply at a turn follows the instruction; an aborted one does not.
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
        + "reply still follows it. A dialogue that ended early counts as a failure.",
      columns: ["turn"] + policies.map(\.name),
      rows: turns.map { turn in
        [.number(Double(turn + 1), digits: 0)]
          + policies.map { .counted(kept($0, group, turn: turn)) }
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
    let parts = JudgedQuantity.judges(hasGold: hasGold).compactMap { change(first, last, $0) }
    return "From \(first.name) to \(last.name), on \(last.answers.count) held-out prompts: "
      + (parts + [wins(last)]).joined(separator: "; ") + "."
  }

  private func change(
    _ first: JudgedPolicy, _ last: JudgedPolicy, _ quantity: JudgedQuantity
  ) -> String? {
    guard let before = mean(first, quantity), let after = mean(last, quantity) else { return nil }
    return "\(quantity.name) from \(before.text) to \(after.text) on \(after.count) "
      + "\(quantity.prompts.rawValue) prompts"
  }

  private func wins(_ policy: JudgedPolicy) -> String {
    let rate = winRate(policy, .ofThePrompt)
    let counts = "\(rate.wins) wins, \(rate.ties) ties, \(rate.losses) losses"
    guard let share = rate.withoutTies else {
      return "by the reward model of the prompt no answer is better (\(counts))"
    }
    return "by the reward model of the prompt it wins \(share.text) of those without a tie "
      + "(\(counts))"
  }

  var samples: ReportSamples {
    let shown = [policies.first, policies.count > 1 ? policies.last : nil].compactMap { $0 }
    let answers = shown.map(answersByPrompt)
    let rows = shownAnswers.compactMap { answer -> SampleRow? in
      let cells = answers.compactMap { $0[answer.place] }.map(Self.cell)
      guard cells.count == shown.count else { return nil }
      return SampleRow(
        prompt: answer.prompt.messages.map { SampleTurn(role: $0.role.rawValue, text: $0.content) },
        cells: cells)
    }
    return ReportSamples(
      title: "Before and after", caption: "The same prompts and the same random draws.",
      columns: shown.map(\.name), rows: rows)
  }

  /// The answers of the first policy that are shown as samples.
  private var shownAnswers: [JudgedAnswer] {
    guard configuration.samples > 0, let answers = policies.first?.answers else { return [] }
    return answers.drawn(configuration.samples, seed: seed, stream: "samples")
  }

  private static func cell(_ answer: JudgedAnswer) -> SampleCell {
    var notes = answer.reward.scores.notes
    if let gold = answer.gold {
      notes["gold helpfulness"] = String(format: "%.2f", gold.helpfulness)
      notes["gold safety"] = String(format: "%.2f", gold.safety)
    }
    return SampleCell(text: answer.text, notes: notes)
  }
}
