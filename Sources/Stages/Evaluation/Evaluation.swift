import Artifacts
import Corpora
import Foundation
import Llama
import Objectives
package import Pipelines
package import Tensors

/// Compares policies on held-out prompts and dialogues (recipe `evaluation.md`).
package struct Evaluation: Stage {
  let backend: any Backend

  /// Creates the stage on a device.
  package init(backend: any Backend) { self.backend = backend }

  package var description: StageDescription {
    StageDescription(
      kind: "evaluate", version: 3, summary: "Compares policies on held-out prompts and dialogues.",
      inputs: [
        InputSlot(
          "policies", kind: "model",
          "The policies to compare; the first is the baseline.", .many),
        InputSlot("prompts", kind: "prompts", "Held-out prompts that every policy answers.", .many),
        InputSlot("helpfulness", kind: "reward-model", "The reward model that judges helpfulness."),
        InputSlot("safety", kind: "reward-model", "The reward model that judges safety."),
        InputSlot(
          "dialogues", kind: "instructed-dialogues",
          "Multi-turn dialogues that test adherence to a standing instruction.", .optional),
        InputSlot(
          "world", kind: "world", "The synthetic world whose oracle gives gold scores.",
          .optional),
      ],
      outputs: [OutputSlot("answers", kind: "answers", "Every answer with its scores.")])
  }

  package func run(_ configuration: EvaluationConfiguration, in context: StageContext) throws {
    let gold = try GoldJudge(context.optionalInput("world"))
    let folders = try context.inputs("policies")
    let ledger = try AnswerLedger(context, interval: configuration.checkpointInterval)
    var judged: [JudgedPolicy] = []
    for (index, folder) in folders.enumerated() {
      let name =
        index < configuration.names.count
        ? configuration.names[index] : "policy \(index + 1)"
      let judge = PolicyJudge(
        name: name, configuration: configuration, backend: backend, gold: gold, context: context,
        ledger: ledger)
      judged.append(try judge.judge(folder))
    }
    let rows = judged.flatMap { policy in policy.answers.map(\.record) }
    try context.write(rows, as: .answers, to: "answers")
    let report = EvaluationReport(
      policies: judged, configuration: configuration, seed: context.seed)
    for section in report.sections() { context.report(section) }
  }
}

/// One policy's answer to a prompt, with the scores of every available judge.
struct JudgedAnswer: Sendable {
  let policy: String
  let prompt: PromptRecord
  /// The index of the prompt; ids may repeat, indices do not.
  let place: Int
  let text: String
  let length: Int
  let isFinished: Bool
  let reward: AnswerReward
  let gold: GoldScores?

  /// The row that is written to the artifact.
  var record: AnswerRow {
    AnswerRow(
      policy: policy, prompt: prompt, text: text, isFinished: isFinished, scores: reward.scores,
      goldHelpfulness: gold?.helpfulness, goldSafety: gold?.safety)
  }
}

/// A judged answer in its stored form.
struct AnswerRow: Codable, Sendable {
  let policy: String
  let prompt: PromptRecord
  let text: String
  let isFinished: Bool
  let scores: RewardScores
  let goldHelpfulness: Double?
  let goldSafety: Double?
}

extension Dataset where Record == AnswerRow {
  static var answers: Self { Self("answers") }
}

/// A policy with its responses to all prompts and dialogues.
struct JudgedPolicy: Sendable {
  let name: String
  let answers: [JudgedAnswer]
  /// Whether each greedy answer ended with EOS rather than at the length limit.
  let greedyEnds: [Bool]
  let dialogues: [PlayedDialogue]
  let counts: RowCounts
  let dialogueCounts: RowCounts
}
