import Artifacts
import Corpora
import Files
package import Foundation
package import Pipelines
import Randomness
import Tokenization

/// Has annotators compare pairs and returns their preferences as comparisons (paper §3.2.1).
///
/// With human annotators the run pauses: the stage publishes its pairs and exits, and the same
/// command resumes the run once enough pairs are judged.
package struct Collect: Stage {
  /// Creates the stage.
  package init() {}

  package var description: StageDescription {
    StageDescription(
      kind: "collect", version: 2,
      summary: "Collects comparisons from human annotators, an oracle or a file.",
      inputs: [
        InputSlot(
          "pairs", kind: "pairs", "The pairs to compare; not needed with annotator: file.",
          .optional),
        InputSlot(
          "world", kind: "world",
          "The synthetic world whose oracle judges the pairs.", .optional),
      ],
      outputs: [
        OutputSlot(
          "comparisons", kind: "comparisons",
          "The preferred answer of each pair, the strength of preference, and safety labels.")
      ]
    )
    .reading(filesAt: "path", "guidelines")
  }

  package func externalInputs(
    _ configuration: CollectConfiguration, baseFolder: URL
  ) throws -> [URL] {
    let named = configuration.annotator == .file ? configuration.path : configuration.guidelines
    return named.isEmpty ? [] : [URL(dataPath: named, below: baseFolder)]
  }

  package func asksPeople(_ configuration: CollectConfiguration) -> Bool {
    configuration.annotator == .people
  }

  package func run(_ configuration: CollectConfiguration, in context: StageContext) throws {
    var counts = RowCounts()
    var judged: (pairs: JudgedPairs, outcomes: VoteOutcomes)?
    let comparisons: [Comparison]
    switch configuration.annotator {
    case .oracle: comparisons = try judgedByOracle(context, &counts)
    case .people:
      let pairs = try judgedByPeople(configuration, context)
      let outcomes = VoteOutcomes(configuration.votes, of: pairs)
      comparisons = pairs.comparisons(outcomes, &counts)
      judged = (pairs, outcomes)
    case .file: comparisons = try imported(configuration, context, &counts)
    }
    guard !comparisons.isEmpty else { throw StagesError.noRows("pairs", reasons: counts.dropped) }
    try context.write(comparisons, as: .comparisons, to: "comparisons")
    if let judged { try context.write(judged.pairs.judgements, as: .judgements, to: "comparisons") }
    let report = CollectReport(
      comparisons: comparisons, counts: counts, overlap: judged?.pairs.overlap(),
      votes: judged?.outcomes)
    for section in report.sections() { context.report(section) }
  }

  private func pairs(_ context: StageContext) throws -> [PairRecord] {
    guard let folder = try context.optionalInput("pairs") else {
      throw StagesError.inputs(
        "The stage \(context.name) has no pairs to compare; add pairs: NAME.pairs.")
    }
    return try Dataset.pairs.rows(of: folder)
  }

  private func judgedByOracle(
    _ context: StageContext, _ counts: inout RowCounts
  ) throws -> [Comparison] {
    guard let judge = try GoldJudge(context.optionalInput("world")) else {
      throw StagesError.inputs(
        "The stage \(context.name) needs a world for its oracle; add world: NAME.world.")
    }
    return try pairs(context).enumerated().map { index, pair in
      var random = Random(context.seed, stream: "oracle", UInt64(index))
      counts.use()
      return pair.comparison(judge.oracle.judge(pair, &random))
    }
  }

  private func judgedByPeople(
    _ configuration: CollectConfiguration, _ context: StageContext
  ) throws -> JudgedPairs {
    let pairs = try pairs(context)
    let answers = try context.ask(
      questions(pairs, configuration), as: plan(configuration, context))
    let collected = JudgedPairs(pairs: pairs, answers: answers)
    let judged = collected.judged(byAtLeast: configuration.overlap)
    let needed =
      configuration.needed == 0
      ? pairs.count : min(configuration.needed, pairs.count)
    guard judged >= needed else {
      throw StageInterruption.waitingForPeople(
        "\(judged) of \(needed) pairs are judged\(collected.obstacles(configuration.overlap)); "
          + "judge the rest with llamero serve")
    }
    return collected
  }

  private func plan(
    _ configuration: CollectConfiguration, _ context: StageContext
  ) throws -> AskingPlan {
    var plan = AskingPlan(overlap: configuration.overlap)
    guard !configuration.guidelines.isEmpty else { return plan }
    let file = URL(dataPath: configuration.guidelines, below: context.baseFolder)
    let bytes = try WholeFile.read(file)
    guard bytes.count <= CollectConfiguration.longestGuidelines,
      let text = String(validating: bytes, as: UTF8.self)
    else {
      throw StagesError.inputs(
        "The guidelines at \(file.path) are not UTF-8 text of at most "
          + "\(CollectConfiguration.longestGuidelines) bytes; name a Markdown file.")
    }
    plan.guidelines = text
    return plan
  }

  private func questions(
    _ pairs: [PairRecord], _ configuration: CollectConfiguration
  ) throws -> [Question] {
    try pairs.enumerated().map { index, pair in
      let asksSafety =
        configuration.safetyQuestion == .always
        || (configuration.safetyQuestion == .taggedPrompts && pair.safety)
      var question = Question(
        id: pair.id, index: index,
        messages: pair.messages.map {
          QuestionMessage(role: $0.role.rawValue, content: $0.content)
        },
        first: pair.first.text, second: pair.second.text, asksSafety: asksSafety,
        firstIsLeft: true)
      try question.drawSide()
      return question
    }
  }

  private func imported(
    _ configuration: CollectConfiguration, _ context: StageContext, _ counts: inout RowCounts
  ) throws -> [Comparison] {
    let file = RecordFile(
      URL(dataPath: configuration.path, below: context.baseFolder), watch: context.stopWhenAsked)
    let rows = try file.comparisons()
    counts += rows.counts
    return rows.rows
  }
}
