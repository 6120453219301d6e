import Artifacts
import Corpora
import Foundation
import Layers
import Llama
package import Pipelines
import Randomness
package import Tensors

/// The options of `sample-pairs`.
package struct SamplePairsConfiguration: StageConfiguration, Hashable {
  /// The sampling temperatures of the first and the second answer of a pair.
  package var temperatures: [Float] = [0.8, 1.0]
  /// The maximum response length in tokens.
  package var maximumNewTokens = 256
  /// The number of pairs per prompt.
  package var pairsPerPrompt = 1
  /// The number of prompts sampled from all sets together; 0 is all.
  package var promptLimit = 0
  /// How many prompts are answered between checkpoints.
  package var checkpointInterval = 256

  /// Two temperatures, one pair per prompt.
  package static let standard = SamplePairsConfiguration()

  package static let rules: [OptionRule<Self>] = [
    .temperature(
      "One sampling temperature or two, one for each answer of a pair. Different temperatures give "
        + "pairs that are easier to tell apart.", as: "temperatures"),
    .maximumNewTokens,
    .count(
      "pairsPerPrompt", 1...1_000, "pairs",
      "Pairs per prompt. Adding prompts teaches more than adding pairs of the same prompts."),
    .drawn("promptLimit", "prompts"), .samplingInterval("prompts"),
  ]

  package func validate() throws {
    try checkRules()
    guard (1...2).contains(temperatures.count) else {
      throw StagesError.option(
        "temperatures has \(temperatures.count) values, but a pair has two answers; give one or two"
      )
    }
  }

  package func validate(inputs: [String: Int]) throws {
    let policies = inputs["policies", default: 0]
    guard policies <= 2 else {
      throw StagesError.option(
        "policies has \(policies) models, but a pair has two answers; give one or two")
    }
  }
}

/// Samples two answers to each prompt from two policies or temperatures (paper §3.2.1).
package struct SamplePairs: Stage {
  let backend: any Backend

  /// Creates the stage on a device.
  package init(backend: any Backend) { self.backend = backend }

  package var description: StageDescription {
    StageDescription(
      kind: "sample-pairs", version: 3,
      summary: "Samples pairs of answers for annotators to compare.",
      inputs: [
        InputSlot(
          "policies", kind: "model", "One policy for both answers, or two, one for each.", .many),
        InputSlot("prompts", kind: "prompts", "The prompts to answer.", .many),
      ],
      outputs: [OutputSlot("pairs", kind: "pairs", "Pairs of answers to compare.")])
  }

  package func run(_ configuration: SamplePairsConfiguration, in context: StageContext) throws {
    var beyond = RowCounts()
    let used = try context.rows(
      .prompts, in: "prompts", atMost: configuration.promptLimit, as: "prompt limit", &beyond)
    var promptCounts = [beyond, beyond]
    let ledger = try AnswerLedger(context, interval: configuration.checkpointInterval)
    let policies = try context.inputs("policies")
    let sides = try (0...1).map {
      try answers(
        used, PairSide($0, policies, configuration, seed: context.seed), configuration, ledger,
        &promptCounts[$0])
    }
    var counts = RowCounts()
    let pairs = pairs(sides, seed: context.seed, &counts)
    guard !pairs.isEmpty else {
      let reasons = promptCounts[0].dropped.merging(counts.dropped, uniquingKeysWith: +)
      throw StagesError.noRows("prompts", reasons: reasons)
    }
    try context.write(pairs, as: .pairs, to: "pairs")
    let rows = [
      ("prompts, side 1", promptCounts[0]), ("prompts, side 2", promptCounts[1]), ("pairs", counts),
    ]
    context.report(
      ReportSection(
        title: "Pairs",
        items: [.prose("\(pairs.count) pairs of answers."), .table(.rows(rows))]))
  }

  /// Joins both sides for the prompts that both policies could answer.
  private func pairs(
    _ sides: [[Int: [DrawnSide]]], seed: UInt64, _ counts: inout RowCounts
  ) -> [PairRecord] {
    var pairs: [PairRecord] = []
    for (place, first) in sides[0].sorted(by: { $0.key < $1.key }) {
      guard let second = sides[1][place] else { continue }
      for (one, other) in zip(first, second) {
        let sides = swapped(one, other, seed: seed, index: pairs.count)
        if let pair = pair(sides.0, sides.1, pairs.count, &counts) { pairs.append(pair) }
      }
    }
    return pairs
  }

  /// Samples one side of every pair, by index of the prompt.
  private func answers(
    _ records: [PromptRecord], _ side: PairSide, _ configuration: SamplePairsConfiguration,
    _ ledger: AnswerLedger, _ counts: inout RowCounts
  ) throws -> [Int: [DrawnSide]] {
    let policy = try Policy(files: side.policy.files, backend: backend)
    let prompts = policy.bundle.prompts(
      records, contextLength: policy.model.contextLength, room: configuration.maximumNewTokens,
      &counts
    )
    let sampler = AnswerSampler(
      policy: policy,
      settings: SamplingSettings(
        temperature: side.temperature, maximumNewTokens: configuration.maximumNewTokens),
      seed: side.seed)
    let drawn = try sampler.answers(
      to: prompts, samples: configuration.pairsPerPrompt, note: "side \(side.number + 1) of 2",
      keptIn: ledger)
    let keyed = zip(prompts, drawn).map { prompt, answers in
      (prompt.place, answers.map { DrawnSide(prompt.record, $0, side) })
    }
    return Dictionary(uniqueKeysWithValues: keyed)
  }

  /// Shuffles the two answers, so that position does not reveal the policy.
  private func swapped(
    _ one: DrawnSide, _ other: DrawnSide, seed: UInt64, index: Int
  ) -> (DrawnSide, DrawnSide) {
    var random = Random(seed, stream: "order", UInt64(index))
    return random.chance(0.5) ? (one, other) : (other, one)
  }

  private func pair(
    _ first: DrawnSide, _ second: DrawnSide, _ index: Int, _ counts: inout RowCounts
  ) -> PairRecord? {
    if first.answer.text.isEmpty || second.answer.text.isEmpty {
      counts.drop("an empty answer")
      return nil
    }
    if first.answer.text == second.answer.text {
      counts.drop("identical answers")
      return nil
    }
    counts.use()
    return PairRecord(
      first.prompt, id: "pair-\(index + 1)", first: first.answer, second: second.answer)
  }
}

/// The policy and temperature that sample one side of every pair.
private struct PairSide {
  let number: Int
  /// The index of the policy among those given.
  let source: Int
  let policy: ArtifactFolder
  let temperature: Float
  let seed: UInt64

  init(
    _ number: Int, _ policies: [ArtifactFolder], _ configuration: SamplePairsConfiguration,
    seed: UInt64
  ) {
    self.number = number
    source = number % policies.count
    policy = policies[source]
    temperature = configuration.temperatures[number % configuration.temperatures.count]
    self.seed = seed &+ UInt64(number)
  }
}

/// An answer that may form one side of a pair.
private struct DrawnSide {
  let prompt: PromptRecord
  let answer: AnswerRecord

  init(_ prompt: PromptRecord, _ sampled: SampledAnswer, _ side: PairSide) {
    self.prompt = prompt
    answer = AnswerRecord(
      sampled.text, source: "policy \(side.source + 1)", finished: sampled.isFinished,
      tokens: sampled.tokens, temperature: Double(side.temperature))
  }
}
