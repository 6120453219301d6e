import Artifacts
import Corpora
import Objectives

/// The report of Ghost Attention's sampling.
struct GhostAttentionReport {
  let played: [PlayedDialogue]
  let rows: [Demonstration]
  let counts: RowCounts

  var section: ReportSection {
    ReportSection(
      title: "Ghost Attention rows",
      items: [
        .prose(
          "\(rows.count) rows, each with the instruction only in its first turn and loss only on "
            + "its last answer."),
        .table(adherence), .table(.rows([("dialogues", counts)])),
      ])
  }

  private var adherence: ReportTable {
    let types = Set(played.map(\.dialogue.instruction.type)).sorted()
    return ReportTable(
      title: "Adherence while sampling",
      caption: "Share of replies that follow the instruction when every user message carries it.",
      columns: ["instruction", "kept", "replies"],
      rows: types.map { type in
        let kept = played.filter { $0.dialogue.instruction.type == type }.flatMap { row in
          row.replies.indices.map { row.isObeyed(at: $0) }
        }
        let interval = WilsonInterval.interval(
          successes: Double(kept.count { $0 }), trials: kept.count)
        return [.text(type), .interval(interval), .number(Double(kept.count), digits: 0)]
      })
  }
}
