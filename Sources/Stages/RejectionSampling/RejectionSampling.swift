import Artifacts
import Corpora
import Foundation
import Layers
import Llama
package import Pipelines
package import Tensors
import Tokenization

/// Samples K answers per prompt and keeps the one with the highest reward (paper §3.2.3).
///
/// Truncated, empty and duplicate candidates are removed before scoring and counted. Candidates of
/// earlier rounds compete again, rescored by the current reward models.
package struct RejectionSampling: Stage {
  let backend: any Backend

  /// Creates the stage on a device.
  package init(backend: any Backend) { self.backend = backend }

  package var description: StageDescription {
    StageDescription(
      kind: "rejection-sampling", version: 3,
      summary: "Samples K answers per prompt and keeps the best by both reward models.",
      inputs: [
        InputSlot("model", kind: "model", "The policy to sample from."),
        InputSlot("prompts", kind: "prompts", "The prompts to answer.", .many),
        InputSlot("helpfulness", kind: "reward-model", "The reward model that judges helpfulness."),
        InputSlot("safety", kind: "reward-model", "The reward model that judges safety."),
        InputSlot(
          "pool", kind: "candidates",
          "Candidate pools of earlier rounds, which compete again.", .any),
        InputSlot(
          "world", kind: "world",
          "The synthetic world whose oracle gives gold scores in the report.", .optional),
      ],
      outputs: [
        OutputSlot(
          "demonstrations", kind: "demonstrations", "The best answer to each prompt, for sft."),
        OutputSlot(
          "candidates", kind: "candidates",
          "All scored candidates, as a pool for later rounds."),
      ])
  }

  package func run(
    _ configuration: RejectionSamplingConfiguration, in context: StageContext
  ) throws {
    let policy = try Policy(files: context.input("model").files, backend: backend)
    var counts = RowCounts()
    var pool = CandidatePool(
      configuration, policy.bundle,
      rewards: try rewards(policy.bundle, configuration, context))
    let prompts = try prompts(policy, configuration, context, &counts)
    guard !prompts.isEmpty else { throw StagesError.noRows("prompts", reasons: counts.dropped) }
    let drawn = try answers(policy, prompts, configuration, context)
    let fresh = try zip(prompts, drawn).map { try pool.contenders($0, $1) }
    let earlier = try pool.contenders(
      ofEarlierRounds: context.inputs("pool"), asked: Set(prompts.map(\.record.promptKey)))
    let judged = zip(prompts, fresh).compactMap { prompt, contenders -> JudgedPrompt? in
      let all = contenders + earlier[prompt.record.promptKey, default: []]
      if all.isEmpty { counts.withdraw("without a candidate") }
      return all.isEmpty ? nil : JudgedPrompt(prompt.record, all, configuration)
    }
    try write(judged, fresh.joined().map(\.candidate), context)
    let report = RejectionReport(
      judged: judged, configuration: configuration, promptCounts: counts,
      candidateCounts: pool.counts, gold: try GoldJudge(context.optionalInput("world")))
    for section in report.sections(seed: context.seed) { context.report(section) }
  }

  private func rewards(
    _ bundle: TokenizerBundle, _ configuration: RejectionSamplingConfiguration,
    _ context: StageContext
  ) throws -> any RewardSource {
    try CombinedRewardSource(
      RewardModelFolders(
        helpfulness: try context.input("helpfulness"), safety: try context.input("safety")),
      policy: bundle, selection: configuration.selection, backend: backend)
  }

  private func prompts(
    _ policy: Policy, _ configuration: RejectionSamplingConfiguration, _ context: StageContext,
    _ counts: inout RowCounts
  ) throws -> [EncodedPrompt] {
    let used = try context.rows(
      .prompts, in: "prompts", atMost: configuration.promptLimit, as: "prompt limit", &counts)
    return policy.bundle.prompts(
      used, contextLength: policy.model.contextLength, room: configuration.maximumNewTokens,
      &counts)
  }

  private func answers(
    _ policy: Policy, _ prompts: [EncodedPrompt],
    _ configuration: RejectionSamplingConfiguration, _ context: StageContext
  ) throws -> [[SampledAnswer]] {
    let settings = SamplingSettings(
      temperature: configuration.temperature, topP: configuration.topP,
      maximumNewTokens: configuration.maximumNewTokens)
    return try AnswerSampler(policy: policy, settings: settings, seed: context.seed).answers(
      to: prompts, samples: configuration.samples, note: "K = \(configuration.samples)",
      keptIn: AnswerLedger(context, interval: configuration.checkpointInterval))
  }

  private func write(
    _ judged: [JudgedPrompt], _ candidates: [Candidate], _ context: StageContext
  ) throws {
    let demonstrations = judged.compactMap(\.demonstration)
    guard !demonstrations.isEmpty else {
      throw StagesError.inputs(
        "No answer of the stage \(context.name) ended by itself, so none can be learned; "
          + "raise maximumNewTokens or train the policy longer.")
    }
    try context.write(demonstrations, as: .demonstrations, to: "demonstrations")
    try context.write(candidates, as: .candidates, to: "candidates")
  }
}
