import Artifacts
import Autograd
import Corpora
import Foundation
import Labels
import Layers
import Llama
import Objectives
import Pipelines
import Stages
import Tensors
import Testing
import Tokenization

struct RewardModelTests {
  private let bench: ToyBench
  private let model: ArtifactFolder

  init() throws {
    bench = try ToyBench()
    model = try bench.artifact("model") { try ToyFiles.writePolicy(to: $0) }
  }

  private func configuration(
    _ role: RewardRole = .helpfulness, rate: Double = 1e-2
  ) -> RewardModelConfiguration {
    var configuration = RewardModelConfiguration.standard
    configuration.role = role
    configuration.mixture = .own
    configuration.batch = BatchConfiguration(size: 4, epochs: 2)
    configuration.optimizer = OptimizerConfiguration(learningRate: rate)
    configuration.heldOut = 0
    return configuration
  }

  private func run(
    _ configuration: RewardModelConfiguration, _ rows: [Comparison]
  ) throws -> ToyRun {
    let rows = try bench.artifact("comparisons", rows: rows)
    return try bench.run(
      RewardModel(backend: ToyFiles.backend), configuration,
      ["model": [model], "comparisons": [rows]])
  }

  /// The model as it is before the first step, and the scores of both sides of rows.
  private func freshScores(_ rows: [Comparison]) throws -> (chosen: [Float], rejected: [Float]) {
    let fresh = try LlamaReader(files: model.files, backend: ToyFiles.backend)
      .scalarModel(freshHeadSeed: 7)
    return try scores(rows, fresh)
  }

  private func scores(
    _ rows: [Comparison], _ scorer: ScalarModel
  ) throws -> (chosen: [Float], rejected: [Float]) {
    let template = try TokenizerBundle(files: model.files).template
    func tokens(_ row: Comparison, _ answer: String) throws -> [Int32] {
      try template.conversation(row.messages + [ChatMessage(.assistant, answer)]).tokens
    }
    // In turn, as the stage has them: OpenBLAS gives a row other bits in other company.
    let sequences = try rows.flatMap { [try tokens($0, $0.chosen), try tokens($0, $0.rejected)] }
    let scores = scorer.scores(of: sequences).value.scalars()
    let places = rows.indices
    return (places.map { scores[2 * $0] }, places.map { scores[2 * $0 + 1] })
  }

  private func loss(_ row: Int, _ fresh: (chosen: [Float], rejected: [Float]), _ margin: Double)
    -> Double
  {
    log1p(exp(-(Double(fresh.chosen[row]) - Double(fresh.rejected[row]) - margin)))
  }

  @Test func aSoftLabelWeighsBothSidesOfThePair() throws {
    var configuration = configuration()
    configuration.batch = BatchConfiguration(size: 3, epochs: 1)
    configuration.margin = .none
    var rows = (0..<3).map { ToyRows.comparison($0, nil) }
    let fresh = try freshScores(rows)
    let sure: [Double?] = [0.5, 0.75, nil]
    for index in rows.indices { rows[index].probability = sure[index] }
    let first = try run(configuration, rows).values("train/rankingLoss")[0]
    let expected =
      rows.indices.map { row -> Double in
        let p = sure[row] ?? 1
        let swapped = (chosen: fresh.rejected, rejected: fresh.chosen)
        return p * loss(row, fresh, 0) + (1 - p) * loss(row, swapped, 0)
      }.reduce(0, +) / 3
    #expect(abs(first - expected) < 1e-6)
    // A label that is certain is the label without a probability.
    let certain = rows.map { row in
      var row = row
      row.probability = 1
      return row
    }
    for index in rows.indices { rows[index].probability = nil }
    let plain = try run(configuration, rows).values("train/rankingLoss")
    let soft = try run(configuration, certain).values("train/rankingLoss")
    #expect(plain.count == soft.count)
    #expect(zip(plain, soft).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test func eachMarginCountsForItsOwnPairAlone() throws {
    var configuration = configuration()
    configuration.margin = .large
    configuration.batch = BatchConfiguration(size: 3, epochs: 1)
    for strengths in [[0, 1, 3], [3, 0, 1], [1, 3, 0]] {
      let rows = strengths.enumerated().map {
        ToyRows.comparison($0.offset, PreferenceStrength(rawValue: $0.element))
      }
      let fresh = try freshScores(rows)
      let expected = (0..<3).reduce(0.0) { $0 + loss($1, fresh, Double(strengths[$1])) / 3 }
      let measured = try #require(try run(configuration, rows).values("train/rankingLoss").first)
      #expect(abs(measured - expected) < 1e-5)
    }
  }

  @Test func rowsWithoutABinAddNoSafetyLoss() throws {
    let bins: [SafetyBin?] = [.chosenSafe, nil, .bothUnsafe, nil]
    let rows = bins.enumerated().map {
      ToyRows.comparison($0.offset, domain: .safety, bin: $0.element)
    }
    let fresh = try freshScores(rows)
    func cost(_ score: Float, _ isSafe: Bool) -> Double {
      log1p(exp(isSafe ? -Double(score) : Double(score)))
    }
    let expected =
      (cost(fresh.chosen[0], true) + cost(fresh.rejected[0], false)
        + cost(fresh.chosen[2], false) + cost(fresh.rejected[2], false)) / 2 / 4
    let measured = try run(configuration(.safety), rows).values("train/safetyLoss")
    #expect(abs(try #require(measured.first) - expected) < 1e-5)
    let unlabelled = rows.map { row in
      var row = row
      row.safetyBin = nil
      return row
    }
    #expect(try run(configuration(.safety), unlabelled).values("train/safetyLoss") == [0, 0])
  }

  @Test func helpfulnessIgnoresBinsAndSafetyDoesNot() throws {
    func weights(_ role: RewardRole, _ bin: SafetyBin?, weight: Double = 1) throws -> Data {
      var configuration = configuration(role)
      configuration.safetyWeight = weight
      let domain = role == .helpfulness ? Domain.helpfulness : .safety
      return try run(
        configuration, (0..<4).map { ToyRows.comparison($0, domain: domain, bin: bin) }
      ).weights()
    }
    #expect(try weights(.helpfulness, .bothUnsafe) == weights(.helpfulness, nil))
    #expect(try weights(.safety, .bothUnsafe) != weights(.safety, nil))
    #expect(try weights(.safety, .bothUnsafe) != weights(.safety, .bothUnsafe, weight: 2))
    #expect(try weights(.safety, .bothUnsafe, weight: 0) == weights(.safety, nil))
  }

  @Test func scoresAreTheSameBitsAfterSavingAndLoading() throws {
    var configuration = configuration()
    configuration.heldOut = 0.5
    let rows = (0..<12).map { ToyRows.comparison($0) }
    let result = try run(configuration, rows)
    let loaded = try LlamaReader(
      files: result.output("model").files, backend: ToyFiles.backend
    ).scalarModel()
    let heldOut = rows.split(heldOut: 0.5, seed: 0).heldOut
    let scores = try scores(heldOut, loaded)
    let accuracy = PairwiseAccuracy(chosen: scores.chosen, rejected: scores.rejected)
    #expect(result.values("heldOut/accuracy").last == accuracy.interval?.value)
    let loss = BradleyTerry.value(
      chosen: scores.chosen, rejected: scores.rejected,
      margins: [Float](repeating: 0, count: heldOut.count))
    #expect(result.values("heldOut/rankingLoss").last == loss.value)
    let again = try bench.artifact("reward-model") { try loaded.write(to: $0) }
    let twice = try LlamaReader(files: again.files, backend: ToyFiles.backend).scalarModel()
    #expect(try self.scores(heldOut, twice).chosen == scores.chosen)
    #expect(try freshScores(heldOut).chosen != scores.chosen)
  }

  @Test func piecesInMemoryDoNotChangeTheResult() throws {
    var configuration = configuration(.safety)
    configuration.mixture = .all
    let whole = try run(configuration, ToyRows.comparisons())
    configuration.batch.microBatchTokens = 1
    let cut = try run(configuration, ToyRows.comparisons())
    for metric in ["train/rankingLoss", "train/safetyLoss", "train/accuracy"] {
      let pairs = zip(whole.values(metric), cut.values(metric))
      #expect(pairs.allSatisfy { abs($0 - $1) <= 1e-5 }, "\(metric)")
    }
  }

  @Test func tiesCountOneHalf() throws {
    let zero = try bench.artifact("model") { folder in
      let shape = try ToyFiles.shape()
      let model = try Llama(shape, Weights(RandomWeights(seed: 1, backend: ToyFiles.backend)))
      let embedding = model.parameters[0].value
      embedding.backend.write([Float](repeating: 0, count: embedding.count), to: embedding)
      try model.write(to: folder, scalarHead: nil)
      try ToyFiles.tokenizerModel.get().write(to: folder.appending(path: "tokenizer.model"))
    }
    var configuration = configuration(rate: 0)
    configuration.heldOut = 0.4
    let rows = try bench.artifact("comparisons", rows: (0..<9).map { ToyRows.comparison($0) })
    let result = try bench.run(
      RewardModel(backend: ToyFiles.backend), configuration,
      ["model": [zero], "comparisons": [rows]])
    #expect(result.values("heldOut/accuracy").allSatisfy { $0 == 0.5 })
    #expect(result.values("train/accuracy").allSatisfy { $0 == 0.5 })
  }

  @Test func rowsThatTheMixtureLeavesOutAreCounted() throws {
    var configuration = configuration()
    configuration.pairLimit = 4
    let result = try run(configuration, ToyRows.comparisons(20))
    let rows = try result.table("Rows")
    func count(_ what: String) -> Double? {
      rows.first { $0[1] == .text(what) }.flatMap {
        if case .number(let value, _) = $0[2] { value } else { nil }
      }
    }
    #expect(count("read") == 20)
    #expect(count("used") == 4)
    #expect(count("dropped: beyond the pair limit") == 6)
    #expect(count("dropped: of the other domain, beyond the mixture") == 10)
  }

  @Test func modelLearnsToPreferChosenAnswers() throws {
    var configuration = configuration()
    configuration.batch = BatchConfiguration(size: 8, epochs: 10)
    configuration.heldOut = 0.25
    let result = try run(configuration, (0..<24).map { ToyRows.comparison($0) })
    #expect(try #require(result.values("heldOut/accuracy").last) > 0.9)
    #expect(result.context.sections.map(\.title).contains("Held-out accuracy"))
  }

  @Test func everyOptionOfTheLossChangesTheResult() throws {
    func weights(_ change: (inout RewardModelConfiguration) -> Void) throws -> Data {
      var configuration = configuration(.safety)
      change(&configuration)
      return try run(configuration, ToyRows.comparisons(16)).weights()
    }
    let results = try [
      weights { _ in }, weights { $0.margin = .none }, weights { $0.margin = .large },
      weights { $0.mixture = .all }, weights { $0.mixture = .paper }, weights { $0.pairLimit = 5 },
      weights { $0.safetyWeight = 0 }, weights { $0.batch.size = 3 },
      weights { $0.batch.epochs = 1 }, weights { $0.heldOut = 0.3 },
      weights { $0.optimizer.learningRate = 1e-3 },
    ]
    #expect(Set(results).count == results.count)
  }

  @Test func missingStrengthIsRefusedOrCounted() throws {
    var configuration = configuration()
    let rows = [ToyRows.comparison(0, nil), ToyRows.comparison(1)]
    let prose = try run(configuration, rows).context.sections.flatMap(\.items)
    #expect(
      prose.contains {
        if case .prose(let text) = $0 { text.contains("1 pairs had no strength") } else { false }
      })
    configuration.missingStrength = .refuse
    #expect(throws: ObjectivesError.self) { try run(configuration, rows) }
  }

  @Test func comparisonsOfTheOtherDomainAloneAreRefused() throws {
    #expect {
      _ = try run(configuration(.safety), [ToyRows.comparison(1)])
    } throws: {
      "\($0)".hasPrefix("None of the 1 comparisons were judged by safety")
    }
  }

  @Test func pairThatIsTooLongIsLeftOutWhole() throws {
    var long = ToyRows.comparison(1)
    long.rejected = String(repeating: "No. ", count: 300)
    let result = try run(configuration(), [ToyRows.comparison(0), long])
    #expect(
      try result.table("Rows").contains([
        .text("comparisons"), .text("dropped: an answer longer than 400 tokens"),
        .number(1, digits: 0),
      ]))
  }
}
