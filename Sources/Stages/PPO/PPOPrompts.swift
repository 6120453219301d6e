import Artifacts
import Corpora
import Layers
import Pipelines

/// The prompts PPO trains on and those it evaluates on.
struct PPOPrompts {
  let sets: TrainingSets<EncodedPrompt>
  let counts: [(what: String, counts: RowCounts)]
  /// A note for the report about the held-out prompts.
  let text: String

  /// Reads both sets; if no held-out prompts are given, holds out up to a tenth, split by prompt.
  init(_ policy: Policy, _ configuration: PPOConfiguration, _ context: StageContext) throws {
    var counts = (training: RowCounts(), heldOut: RowCounts())
    let all = try context.rows(.prompts, in: "prompts")
    let records: (training: [PromptRecord], heldOut: [PromptRecord])
    if let folder = try context.optionalInput("heldOutPrompts") {
      let given = try Dataset.prompts.rows(of: folder)
      records = (all, Self.drawn(given, configuration, context.seed, &counts.heldOut))
      text = Self.text(records.heldOut, trained: all)
    } else {
      let share = Double(configuration.evaluationPrompts) / Double(max(1, all.count))
      let split = all.split(heldOut: min(0.1, share), seed: context.seed)
      records = (split.training, split.heldOut)
      text = "\(records.heldOut.count) of the prompts were held out for evaluation."
    }
    func encoded(_ records: [PromptRecord], _ counts: inout RowCounts) -> [EncodedPrompt] {
      policy.bundle.prompts(
        records, contextLength: policy.model.contextLength, room: configuration.maximumNewTokens,
        &counts)
    }
    sets = TrainingSets(
      training: encoded(records.training, &counts.training),
      heldOut: encoded(records.heldOut, &counts.heldOut))
    self.counts = [("prompts", counts.training), ("held-out prompts", counts.heldOut)]
    guard !sets.training.isEmpty else {
      throw StagesError.noRows("prompts", reasons: counts.training.dropped)
    }
    try requireBatch(of: configuration.batchSize)
  }

  private func requireBatch(of size: Int) throws {
    guard sets.training.count < size else { return }
    throw StagesError.option(
      "batchSize is \(size), but there are \(sets.training.count) prompts to train on beside "
        + "\(sets.heldOut.count) held out; lower batchSize or give more prompts")
  }

  private static func drawn(
    _ given: [PromptRecord], _ configuration: PPOConfiguration, _ seed: UInt64,
    _ counts: inout RowCounts
  ) -> [PromptRecord] {
    let limit = configuration.evaluationPrompts
    if limit == 0 { counts.drop(given.count, "evaluationPrompts is 0") }
    return limit == 0
      ? [] : counts.draw(limit, of: given, as: "number of evaluationPrompts", seed: seed)
  }

  private static func text(_ heldOut: [PromptRecord], trained: [PromptRecord]) -> String {
    let trained = Set(trained.map(\.promptKey))
    let both = heldOut.count { trained.contains($0.promptKey) }
    return both == 0
      ? "None of the held-out prompts is trained on."
      : "\(both) of the held-out prompts are also trained on, which biases the evaluation upwards."
  }
}
