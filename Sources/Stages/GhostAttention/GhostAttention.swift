import Artifacts
import Corpora
import Foundation
import Llama
package import Pipelines
import Randomness
package import Tensors
import Tokenization

/// The options of `ghost-attention` (recipe §10).
package struct GhostAttentionConfiguration: StageConfiguration, Hashable {
  /// The sampling temperature.
  package var temperature: Float = 1
  /// The maximum response length in tokens.
  package var maximumNewTokens = 256
  /// The share of training rows that use the terse form of the instruction.
  package var terseShare = 0.5
  /// The number of dialogues sampled from all sets together; 0 is all.
  package var dialogueLimit = 0
  /// Whether rows are kept only if the last reply, the one trained on, follows the instruction.
  package var keepsOnlyObeyed = false
  /// How many dialogue turns are sampled between checkpoints.
  package var checkpointInterval = 256

  /// The recipe's defaults.
  package static let standard = GhostAttentionConfiguration()

  package static let rules: [OptionRule<Self>] = [
    .temperature(
      "The sampling temperature of replies. Lower it if too few replies follow the instruction."),
    .maximumNewTokens,
    .number(
      "terseShare", 0...1, unit: "of the rows",
      "The share of rows that use the terse form of the instruction, so that the model also learns "
        + "to follow short instructions."),
    .drawn("dialogueLimit", "dialogues"),
    .flag(
      "keepsOnlyObeyed",
      "Whether rows are kept only if their last reply follows the instruction. This gives fewer "
        + "but cleaner rows."),
    .samplingInterval("turns"),
  ]
}

/// Builds training dialogues that keep following an instruction given only once (paper §3.3).
///
/// During sampling the instruction precedes every user message; in the training row it appears only
/// once, as the system message of the first turn, and only the last answer bears loss.
package struct GhostAttention: Stage {
  let backend: any Backend

  /// Creates the stage on a device.
  package init(backend: any Backend) { self.backend = backend }

  package var description: StageDescription {
    StageDescription(
      kind: "ghost-attention", version: 3,
      summary: "Samples replies with the instruction in every turn and keeps it only in the first.",
      inputs: [
        InputSlot("model", kind: "model", "The policy whose replies are sampled."),
        InputSlot(
          "dialogues", kind: "instructed-dialogues",
          "The user turns of dialogues, each with its instruction.", .many),
      ],
      outputs: [
        OutputSlot(
          "demonstrations", kind: "demonstrations",
          "Training rows for sft, with the instruction only in the first turn.")
      ])
  }

  package func run(_ configuration: GhostAttentionConfiguration, in context: StageContext) throws {
    let policy = try Policy(files: context.input("model").files, backend: backend)
    var counts = RowCounts()
    let used = try context.rows(
      .dialogues, in: "dialogues", atMost: configuration.dialogueLimit, as: "dialogue limit",
      &counts)
    let player = DialoguePlayer(
      policy: policy,
      settings: SamplingSettings(
        temperature: configuration.temperature, maximumNewTokens: configuration.maximumNewTokens),
      seed: context.seed, placement: .everyTurn,
      ledger: try AnswerLedger(context, interval: configuration.checkpointInterval))
    let played = try player.play(used)
    let rows = played.enumerated().compactMap { row($1, $0, configuration, context, &counts) }
    guard !rows.isEmpty else { throw StagesError.noRows("dialogues", reasons: counts.dropped) }
    try context.write(rows, as: .demonstrations, to: "demonstrations")
    let report = GhostAttentionReport(played: played, rows: rows, counts: counts)
    context.report(report.section)
  }

  /// The training row: the instruction once, in the system block; loss on the last answer only.
  private func row(
    _ played: PlayedDialogue, _ index: Int, _ configuration: GhostAttentionConfiguration,
    _ context: StageContext, _ counts: inout RowCounts
  ) -> Demonstration? {
    guard played.isComplete else {
      counts.drop("a reply was empty, truncated or did not fit")
      return nil
    }
    guard !configuration.keepsOnlyObeyed || played.isObeyed(at: played.replies.count - 1) else {
      counts.drop("the last reply broke the instruction")
      return nil
    }
    counts.use()
    var random = Random(context.seed, stream: "terse", UInt64(index))
    let instruction = played.dialogue.instruction
    let words = random.chance(configuration.terseShare) ? instruction.terse : instruction.text
    let turns = zip(played.dialogue.turns, played.replies).flatMap {
      [ChatMessage(.user, $0), ChatMessage(.assistant, $1)]
    }
    var row = Demonstration(
      id: "ghost-" + played.dialogue.id, messages: [ChatMessage(.system, words)] + turns)
    row.trainsLastAnswerOnly = true
    return row
  }
}
