import Artifacts
import Corpora
import Objectives

/// What sampling under an instruction gave.
struct GhostAttentionReport {
  let played: [PlayedDialogue]
  let rows: [Demonstration]
  let counts: RowCounts

  var section: ReportSection {
    ReportSection(
      title: "Ghost Attention rows",
      items: [
        .prose(
          "\(rows.count) rows, each with the instruction in its first turn and loss on its last "
            + "answer alone."),
        .table(adherence), .table(.rows([("dialogues", counts)])),
      ])
  }

  private var adherence: ReportTable {
    let types = Set(played.map(\.dialogue.instruction.type)).sorted()
    return ReportTable(
      title: "Adherence while sampling",
      caption: "Share of replies that keep the instruction when every user message carries it.",
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
