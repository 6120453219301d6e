import Tokenization
import Layers
import Artifacts
import Corpora
import Foundation
import Llama
package import Pipelines
package import Tensors

/// Draws K answers to each prompt and keeps the one the reward models like best (paper §3.2.3).
///
/// Candidates without an end, empty ones and duplicates leave before scoring and are counted. The
/// candidates of earlier rounds compete again under the current reward models.
package struct RejectionSampling: Stage {
  let backend: any Backend

  /// Creates the stage on a device.
  package init(backend: any Backend) { self.backend = backend }

  package var description: StageDescription {
    StageDescription(
      kind: "rejection-sampling", version: 3,
      summary: "Draws K answers to each prompt and keeps the best by both reward models.",
      inputs: [
        InputSlot("model", kind: "model"), InputSlot("prompts", kind: "prompts", .many),
        InputSlot("helpfulness", kind: "reward-model"), InputSlot("safety", kind: "reward-model"),
        InputSlot("pool", kind: "candidates", .any), InputSlot("world", kind: "world", .optional),
      ],
      outputs: [
        OutputSlot("demonstrations", kind: "demonstrations"),
        OutputSlot("candidates", kind: "candidates"),
      ])
  }

  package func run(
    _ configuration: RejectionSamplingConfiguration, in context: StageContext
  ) throws {
    let policy = try Policy(files: context.input("model").files, backend: backend)
    let scorer = try RewardScorer(
      context.input("helpfulness"), context.input("safety"), policy: policy.bundle,
      backend: backend)
    var counts = RowCounts()
    let prompts = try prompts(policy, configuration, context, &counts)
    guard !prompts.isEmpty else { throw StagesError.noRows("prompts", reasons: counts.dropped) }
    let drawn = try AnswerSampler(
      policy: policy,
      settings: SamplingSettings(
        temperature: configuration.temperature, topP: configuration.topP,
        maximumTokens: configuration.maximumTokens),
      seed: context.seed
    ).answers(
      to: prompts, samples: configuration.samples, note: "K = \(configuration.samples)",
      in: context,
      try AnswerLedger(context, interval: configuration.checkpointInterval)
    )
    var rejects = RowCounts()
    let fresh = try zip(prompts, drawn).map { try kept($0, $1, scorer, configuration, &rejects) }
    let asked = Set(prompts.map(\.record.promptKey))
    let pool = try pool(context, scorer, policy.bundle, asked: asked, &rejects)
    let judged = zip(prompts, fresh).compactMap { prompt, candidates -> JudgedPrompt? in
      let all = candidates + pool[prompt.record.promptKey, default: []]
      if all.isEmpty { counts.withdraw("without a candidate") }
      return all.isEmpty ? nil : JudgedPrompt(prompt.record, all, configuration)
    }
    try write(judged, fresh.flatMap { $0 }, context)
    let report = RejectionReport(
      judged: judged, configuration: configuration, promptCounts: counts, candidateCounts: rejects,
      gold: try GoldJudge(context.optionalInput("world")))
    for section in report.sections(seed: context.seed) { context.report(section) }
  }

  private func prompts(
    _ policy: Policy, _ configuration: RejectionSamplingConfiguration, _ context: StageContext,
    _ counts: inout RowCounts
  ) throws -> [EncodedPrompt] {
    let used = try context.rows(
      .prompts, in: "prompts", atMost: configuration.promptLimit, as: "prompt limit", &counts)
    return policy.bundle.prompts(
      used, contextLength: policy.model.contextLength, room: configuration.maximumTokens, &counts)
  }

  /// Scores the answers that may compete: finished, not empty, each text once.
  private func kept(
    _ prompt: EncodedPrompt, _ answers: [SampledAnswer], _ scorer: RewardScorer,
    _ configuration: RejectionSamplingConfiguration, _ counts: inout RowCounts
  ) throws -> [Candidate] {
    var seen: Set<String> = []
    let kept = answers.filter { answer in
      if !answer.isFinished {
        counts.drop("without an end")
      } else if answer.isEmpty {
        counts.drop("empty")
      } else if !seen.insert(answer.text).inserted {
        counts.drop("duplicate")
      } else {
        counts.use()
        return true
      }
      return false
    }
    return zip(kept, try scorer.scores(of: kept.map { prompt.tokens + $0.tokens })).map {
      Candidate(
        prompt: prompt.record,
        answer: AnswerRecord(
          $0.text, source: "this round", finished: true, tokens: $0.tokens,
          temperature: Double(configuration.temperature)),
        scores: $1, age: 0)
    }
  }

  /// Reads earlier rounds' candidates to the prompts that are asked, scored anew, by prompt.
  private func pool(
    _ context: StageContext, _ scorer: RewardScorer, _ bundle: TokenizerBundle,
    asked: Set<String>, _ counts: inout RowCounts
  ) throws -> [String: [Candidate]] {
    var pool: [String: [Candidate]] = [:]
    for (index, folder) in try context.inputs("pool").enumerated() {
      let all = try Dataset.candidates.rows(of: folder)
      let rows = all.filter { asked.contains($0.prompt.promptKey) }
      for _ in rows { counts.use() }
      for _ in rows.count..<all.count { counts.drop("of an earlier round, to no prompt of this") }
      let sequences = try rows.map {
        try bundle.answered($0.prompt.messages, $0.answer).tokens
      }
      for (row, scores) in try zip(rows, scorer.scores(of: sequences)) {
        var row = row
        row.scores = scores
        row.age = index + 1
        pool[row.prompt.promptKey, default: []].append(row)
      }
    }
    return pool
  }

  private func write(
    _ judged: [JudgedPrompt], _ candidates: [Candidate], _ context: StageContext
  ) throws {
    let demonstrations = judged.compactMap(\.demonstration)
    guard !demonstrations.isEmpty else {
      throw StagesError.inputs(
        "No answer of the stage \(context.name) ended by itself, so none can be learned; "
          + "raise maximumTokens or train the policy longer.")
    }
    try context.write(demonstrations, as: .demonstrations, to: "demonstrations")
    try context.write(candidates, as: .candidates, to: "candidates")
  }
}
