import Artifacts
import Corpora
import Foundation
import Layers
import Llama
import Objectives
import Pipelines
import Tensors

/// Samples one policy's answers to all prompts and dialogues and has them judged.
struct PolicyJudge {
  let name: String
  let configuration: EvaluationConfiguration
  let backend: any Backend
  let gold: GoldJudge?
  let context: StageContext
  let ledger: AnswerLedger

  func judge(_ folder: ArtifactFolder) throws -> JudgedPolicy {
    let policy = try Policy(files: folder.files, backend: backend)
    let rewards = try rewards(policy.bundle)
    var counts = RowCounts()
    let prompts = try prompts(policy, &counts)
    guard !prompts.isEmpty else { throw StagesError.noRows("prompts", reasons: counts.dropped) }
    let drawn = try answers(policy, prompts, temperature: configuration.temperature)
    let greedy = try answers(policy, prompts, temperature: 0)
    var dialogueCounts = RowCounts()
    return JudgedPolicy(
      name: name, answers: try judged(prompts, drawn, by: rewards),
      greedyEnds: greedy.map(\.isFinished),
      dialogues: try dialogues(policy, &dialogueCounts), counts: counts,
      dialogueCounts: dialogueCounts)
  }

  private func rewards(_ bundle: TokenizerBundle) throws -> any RewardSource {
    try CombinedRewardSource(
      RewardModelFolders(
        helpfulness: try context.input("helpfulness"), safety: try context.input("safety")),
      policy: bundle,
      selection: RewardSelection(probability: configuration.safetyThreshold), backend: backend)
  }

  private func prompts(_ policy: Policy, _ counts: inout RowCounts) throws -> [EncodedPrompt] {
    let used = try context.rows(
      .prompts, in: "prompts", atMost: configuration.promptLimit, as: "prompt limit", &counts)
    return policy.bundle.prompts(
      used, contextLength: policy.model.contextLength, room: configuration.maximumNewTokens,
      &counts)
  }

  private func answers(
    _ policy: Policy, _ prompts: [EncodedPrompt], temperature: Float
  ) throws -> [SampledAnswer] {
    let settings = SamplingSettings(
      temperature: temperature, maximumNewTokens: configuration.maximumNewTokens)
    return try AnswerSampler(policy: policy, settings: settings, seed: context.seed)
      .answers(to: prompts, note: temperature == 0 ? "\(name), greedy" : name, keptIn: ledger)
      .map { $0[0] }
  }

  private func judged(
    _ prompts: [EncodedPrompt], _ answers: [SampledAnswer], by source: any RewardSource
  ) throws -> [JudgedAnswer] {
    let rewards = try source.rewards(of: zip(prompts, answers).map { AnswerToReward($0, $1) })
    return zip(zip(prompts, answers), rewards).map { pair, reward in
      let (prompt, answer) = pair
      return JudgedAnswer(
        policy: name, prompt: prompt.record, place: prompt.place, text: answer.text,
        length: answer.tokens.count, isFinished: answer.isFinished, reward: reward,
        gold: gold?.scores(answer.text, to: prompt.record))
    }
  }

  /// Dialogues as at deployment: the instruction in the first turn only.
  private func dialogues(
    _ policy: Policy, _ counts: inout RowCounts
  ) throws -> [PlayedDialogue] {
    guard try context.optionalInput("dialogues") != nil else { return [] }
    let used = try context.rows(
      .dialogues, in: "dialogues", atMost: configuration.dialogueLimit, as: "dialogue limit",
      &counts)
    for _ in used { counts.use() }
    let player = DialoguePlayer(
      policy: policy,
      settings: SamplingSettings(temperature: 0, maximumNewTokens: configuration.maximumNewTokens),
      seed: context.seed, placement: .firstTurn, ledger: ledger)
    return try player.play(used)
  }
}
