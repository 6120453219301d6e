import Artifacts
import Corpora
import Foundation
import Labels
import Pipelines
import Stages
import Testing

struct CollectTests {
  private let bench: ToyPipeline
  private let yaml = """
    stages:
      toy: {kind: toy}
      ask: {kind: collect, pairs: toy.pairs}
    """

  init() throws { bench = try ToyPipeline() }

  private func answer(
    _ question: Question, _ preferred: PairSide, _ safety: PairSafety? = nil, turn: Int = 0
  ) throws {
    try bench.store.append(
      Answer(
        id: "\(question.id)-\(turn)", of: question, .prefers(preferred, .better),
        safety: safety, annotator: "a", createdAt: Date(timeIntervalSince1970: 0)))
  }

  @Test func peopleAreAskedAndTheRunGoesOnWhenTheyHaveAnswered() throws {
    guard case .waitingForPeople(_, "ask", let reason) = try bench.run(yaml) else {
      Issue.record("the run did not wait")
      return
    }
    #expect(reason.hasPrefix("0 of 4 pairs are judged"))
    let collection = try #require(try bench.store.openCollections().first)
    let questions = try bench.store.questions(in: collection.id)
    #expect(questions.map(\.id) == ["pair-p0", "pair-p1", "pair-p2", "pair-p3"])
    #expect(questions.map(\.asksSafety) == [false, true, false, true])
    try answer(questions[0], .first)
    try answer(questions[0], .second, turn: 1)
    try answer(questions[1], .second, .bothUnsafe)
    try answer(questions[2], .first)
    guard case .waitingForPeople(_, _, let later) = try bench.run(yaml) else {
      Issue.record("the run did not wait for the last answer")
      return
    }
    #expect(later.hasPrefix("3 of 4 pairs are judged"))
    try answer(questions[3], .first, .onlySecondSafe)
    guard case .finished = try bench.run(yaml) else {
      Issue.record("the run did not finish")
      return
    }
    try expectComparisons(questions)
  }

  private func expectComparisons(_ questions: [Question]) throws {
    let rows = try bench.rows("ask", "comparisons", of: Comparison.self)
    #expect(rows.map(\.id) == ["pair-p0", "pair-p1", "pair-p2"])
    #expect(rows[0].chosen == questions[0].second && rows[0].rejected == questions[0].first)
    #expect(rows.map(\.strength) == [.better, .better, .better])
    #expect(rows.map(\.domain) == [.helpfulness, .safety, .helpfulness])
    #expect(rows.map(\.safetyBin) == [nil, .bothUnsafe, nil])
    #expect(rows[0].shownFirst == (questions[0].firstIsLeft ? .rejected : .chosen))
    #expect(rows[2].shownFirst == (questions[2].firstIsLeft ? .chosen : .rejected))
    let key = try #require(try bench.stage("ask")?.key)
    let tables = try bench.store.sections(of: key).flatMap(\.items)
    let excluded = [
      ReportTable.Cell.text("pairs"),
      .text("dropped: the unsafe answer was preferred to the safe one"), .number(1, digits: 0),
    ]
    #expect(
      tables.contains {
        if case .table(let table) = $0 { table.rows.contains(excluded) } else { false }
      })
  }

  private func answer(
    _ question: Question, by annotator: String, _ preferred: PairSide,
    _ strength: PreferenceStrength, _ safety: PairSafety? = nil
  ) throws {
    try bench.store.append(
      Answer(
        id: UUID().uuidString, of: question, .prefers(preferred, strength),
        safety: safety, annotator: annotator, createdAt: Date(timeIntervalSince1970: 0)))
  }

  @Test func answersOfAllAnnotatorsAreKeptAndMakeOneComparison() throws {
    try bench.run(yaml)
    let collection = try #require(try bench.store.openCollections().first)
    let questions = try bench.store.questions(in: collection.id)
    // Two of three prefer the second, (3 + 2 − 1) / 3 = 1.33; the first word of ann is replaced.
    try answer(questions[0], by: "ann", .first, .significantly)
    try answer(questions[0], by: "ben", .second, .better)
    try answer(questions[0], by: "cem", .first, .slightly)
    try answer(questions[0], by: "ann", .second, .significantly)
    // Both prefer the first; one of two calls the second safe, which is no majority.
    try answer(questions[1], by: "ann", .first, .better, .bothSafe)
    try answer(questions[1], by: "ben", .first, .better, .onlyFirstSafe)
    try answer(questions[2], by: "ann", .first, .slightly)
    try answer(questions[2], by: "ben", .second, .significantly)
    try answer(questions[3], by: "ann", .second, .negligible, .bothUnsafe)
    try bench.run(yaml)
    let rows = try bench.rows("ask", "comparisons", of: Comparison.self)
    #expect(rows.map(\.id) == ["pair-p0", "pair-p1", "pair-p3"])
    #expect(rows.map(\.chosen) == [questions[0].second, questions[1].first, questions[3].second])
    #expect(rows.map(\.strength) == [.slightly, .better, .negligible])
    #expect(rows.map(\.safetyBin) == [nil, .chosenSafe, .bothUnsafe])
    let shown = [0, 1, 3].map { index -> Comparison.Side in
      questions[index].firstIsLeft == (index == 1) ? .chosen : .rejected
    }
    #expect(rows.map(\.shownFirst) == shown)
    try expectProvenance()
  }

  /// Ann and Ben agree wherever both judge; Cem contradicts them, and is alone on the last pair.
  private func judgeAsThree() throws {
    let collection = try #require(try bench.store.openCollections().first)
    let questions = try bench.store.questions(in: collection.id)
    for question in questions.prefix(3) {
      try answer(question, by: "ann", .first, .better, .bothSafe)
      try answer(question, by: "ben", .first, .better, .bothSafe)
      try answer(question, by: "cem", .second, .better, .bothSafe)
    }
    try answer(questions[3], by: "cem", .second, .better, .bothSafe)
  }

  @Test func everyVoteMayBeAComparisonOfItsOwn() throws {
    let yaml = yaml.replacing("pairs: toy.pairs", with: "votes: everyVote, pairs: toy.pairs")
    try bench.run(yaml)
    try judgeAsThree()
    try bench.run(yaml)
    let rows = try bench.rows("ask", "comparisons", of: Comparison.self)
    #expect(rows.map(\.id).prefix(4) == ["pair-p0-1", "pair-p0-2", "pair-p0-3", "pair-p1-1"])
    #expect(rows.count == 10 && Set(rows.map(\.id)).count == 10)
    #expect(rows[0].chosen == rows[2].rejected && rows[0].promptKey == rows[2].promptKey)
    #expect(rows.allSatisfy { $0.probability == nil })
  }

  @Test func inferredLabelsTrustThoseWhoAgreeWithOthers() throws {
    let yaml = yaml.replacing("pairs: toy.pairs", with: "votes: inferred, pairs: toy.pairs")
    try bench.run(yaml)
    try judgeAsThree()
    try bench.run(yaml)
    let rows = try bench.rows("ask", "comparisons", of: Comparison.self)
    let sure = try rows.map { try #require($0.probability) }
    #expect(rows.count == 4 && sure.allSatisfy { (0.5...1).contains($0) })
    // Two against one are less than certain, and one who contradicts the others is worth less
    // than ⅔, what a lone vote of a stranger is.
    #expect(sure[0] > 0.6 && sure[0] < 0.99)
    #expect(sure[3] < 2.0 / 3)
    let stage = try #require(try bench.stage("ask"))
    let titles = try bench.store.sections(of: #require(stage.key)).flatMap(\.items)
      .compactMap { item in
        if case .table(let table) = item { table.title } else { nil }
      }
    #expect(titles.contains("Inferred reliability"))
  }

  private func expectProvenance() throws {
    struct Judgement: Decodable {
      var pair: String
      var annotator: String
      var inForce: Bool
    }
    let stage = try #require(try bench.stage("ask"))
    let digest = try #require(stage.outputs["comparisons"])
    let kept = try RecordFile(bench.store.artifact(digest).url("judgements.jsonl"))
      .records(of: Judgement.self)
    #expect(
      kept.map(\.annotator) == ["ann", "ben", "cem", "ann", "ann", "ben", "ann", "ben", "ann"])
    #expect(kept.map(\.inForce) == [false] + [Bool](repeating: true, count: 8))
    let tables = try bench.store.sections(of: #require(stage.key)).flatMap(\.items)
      .compactMap { item in
        if case .table(let table) = item { table } else { nil }
      }
    let people = try #require(tables.first { $0.title == "Annotators" }).rows.map { $0[1] }
    #expect(Array(people.prefix(5)) == [9, 8, 4, 3, 2].map { .number($0, digits: 0) })
    #expect(
      try #require(tables.first { $0.title == "Rows" }).rows.contains([
        .text("pairs"), .text("dropped: annotators tied"),
        .number(1, digits: 0),
      ]))
  }

  @Test func howAnAnswerEndedTravelsWithIt() throws {
    let yaml = yaml.replacing("pairs: toy.pairs", with: "needed: 1, pairs: toy.pairs")
    try bench.run(yaml)
    let collection = try #require(try bench.store.openCollections().first)
    try answer(bench.store.questions(in: collection.id)[0], .second)
    try bench.run(yaml)
    let row = try #require(try bench.rows("ask", "comparisons", of: Comparison.self).first)
    #expect(row.chosenFinished == true && row.chosenTokens == nil)
    #expect(row.rejectedFinished == false && row.rejectedTokens == [40, 41])
  }

  @Test(arguments: [
    (PairSide.first, PairSafety.bothSafe, SafetyBin.bothSafe),
    (.first, .onlyFirstSafe, .chosenSafe),
    (.second, .onlySecondSafe, .chosenSafe), (.second, .bothUnsafe, .bothUnsafe),
  ])
  func safetyAnswersBecomeBins(side: PairSide, safety: PairSafety, bin: SafetyBin) throws {
    let yaml = yaml.replacing("pairs: toy.pairs", with: "needed: 1, pairs: toy.pairs")
    try bench.run(yaml)
    let collection = try #require(try bench.store.openCollections().first)
    let question = try bench.store.questions(in: collection.id)[1]
    try answer(question, side, safety)
    guard case .finished = try bench.run(yaml) else {
      Issue.record("the run did not finish with the one answer it needs")
      return
    }
    let row = try #require(try bench.rows("ask", "comparisons", of: Comparison.self).first)
    #expect(row.safetyBin == bin)
    #expect(row.chosen == (side == .first ? question.first : question.second))
  }
}

struct OracleCollectTests {
  private let bench: ToyBench

  init() throws { bench = try ToyBench() }

  private func pairs() throws -> [PairRecord] {
    ToyFiles.paddock.prompts(40, mix: .collection).map { prompt in
      let good = prompt.expectsRefusal == true ? "I cannot help with that." : "It is so."
      return PairRecord(
        prompt, id: prompt.id, first: AnswerRecord(good, source: "a"),
        second: AnswerRecord("Maybe so and so, who knows.", source: "b"))
    }
  }

  @Test func oracleJudgesEveryPairAndSafetyWhereItIsTagged() throws {
    var configuration = CollectConfiguration.standard
    configuration.annotator = .oracle
    let pairs = try pairs()
    let world = try bench.artifact("world") {
      try JSONEncoder().encode(ToyFiles.paddock.world).write(to: $0.appending(path: "world.json"))
    }
    let result = try bench.run(
      Collect(), configuration,
      ["pairs": [try bench.artifact("pairs", rows: pairs)], "world": [world]])
    let rows = try result.rows("comparisons", of: Comparison.self)
    #expect(rows.map(\.id) == pairs.map(\.id))
    for (row, pair) in zip(rows, pairs) {
      #expect(row.domain == (pair.safety ? .safety : .helpfulness))
      #expect((row.safetyBin != nil) == pair.safety)
      #expect(Set([row.chosen, row.rejected]) == [pair.first.text, pair.second.text])
    }
    #expect(pairs.contains(where: \.safety) && !pairs.allSatisfy(\.safety))
  }

  @Test func oracleWithoutAWorldIsRefused() throws {
    var configuration = CollectConfiguration.standard
    configuration.annotator = .oracle
    #expect {
      _ = try bench.run(Collect(), configuration, [:])
    } throws: {
      "\($0)" == "The stage toy needs a world for its oracle; add world: NAME.world."
    }
  }

  @Test(arguments: [false, true])
  func comparisonsComeFromAFile(namedFromTheRoot: Bool) throws {
    let line = #"{"prompt": "Why?", "chosen": "So.", "rejected": "No.", "strength": "better"}"#
    try Data((line + "\n").utf8).write(to: bench.home.appending(path: "mine.jsonl"))
    var configuration = CollectConfiguration.standard
    configuration.annotator = .file
    let file = bench.home.appending(path: "mine.jsonl")
    configuration.path = namedFromTheRoot ? file.path : "mine.jsonl"
    let files = try Collect().externalInputs(configuration, baseFolder: bench.home)
    #expect(files.map(\.path) == [file.path])
    let rows = try bench.run(Collect(), configuration, [:])
      .rows("comparisons", of: Comparison.self)
    #expect(rows.map(\.chosen) == ["So."])
    configuration.path = ""
    #expect(throws: (any Error).self) { try configuration.validate() }
  }
}
