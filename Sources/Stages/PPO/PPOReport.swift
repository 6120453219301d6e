import Artifacts
import Corpora
import Foundation
import Tokenization

extension PPOTask {
  /// Samples on held-out prompts, or on training prompts if none are held out.
  func samples(_ count: Int) throws -> [Episode] {
    let prompts = samplePrompts
    return try engine.sample(
      prompts, chosen: Array(prompts.indices).drawn(count, seed: engine.seed, stream: "samples"),
      firstIdentity: 1 << 41)
  }

  /// The prompts whose samples are shown.
  var samplePrompts: [EncodedPrompt] {
    prompts.heldOut.isEmpty ? prompts.training : prompts.heldOut
  }
}

/// PPO's report, beside the curves of its metrics.
struct PPOReport {
  let task: PPOTask
  let prompts: PPOPrompts
  /// Samples of the initial policy.
  let before: [Episode]

  func sections(after: [Episode], _ ending: PPOEnding) -> [ReportSection] {
    [
      ReportSection(title: "Summary", items: [.prose(ending.text)]),
      ReportSection(
        title: "Policy optimisation",
        items: [
          .prose(Self.prose), .prose(prompts.text), .table(.rows(prompts.counts)),
          .samples(samples(after)),
        ]),
    ]
  }

  private static let prose =
    "The whitened score has mean 0 by construction, so judge progress by the selected score, the "
    + "held-out curves and, on the paddock, the gold scores; a selected score that rises while "
    + "the gold scores fall is reward over-optimisation."

  private func samples(_ after: [Episode]) -> ReportSamples {
    ReportSamples(
      title: "Before and after", caption: "The same prompts and the same draws.",
      columns: ["before PPO", "as published"],
      rows: zip(before, after).map { before, after in
        let messages = task.samplePrompts[before.prompt].record.messages
        return SampleRow(
          prompt: messages.map { SampleTurn(role: $0.role.rawValue, text: $0.content) },
          cells: [before, after].map { episode in
            SampleCell(text: episode.text, notes: episode.scores.notes)
          })
      })
  }
}
