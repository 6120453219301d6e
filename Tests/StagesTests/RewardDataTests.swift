import Artifacts
import Corpora
import Foundation
import Labels
import Objectives
import Pipelines
import Stages
import Testing
import Tokenization

/// What a reward model is trained on and tested on, and what the report says of it.
struct RewardDataTests {
  private let bench: ToyBench
  private let model: ArtifactFolder

  init() throws {
    bench = try ToyBench()
    model = try bench.artifact("model") { try ToyFiles.writePolicy(to: $0) }
  }

  private func configuration(_ role: RewardRole = .helpfulness) -> RewardModelConfiguration {
    var configuration = RewardModelConfiguration.standard
    configuration.role = role
    configuration.mixture = .own
    configuration.batch = BatchConfiguration(size: 4, epochs: 1)
    configuration.optimizer = OptimizerConfiguration(learningRate: 1e-2)
    configuration.heldOut = 0
    return configuration
  }

  private func run(
    _ configuration: RewardModelConfiguration, _ rows: [Comparison], seed: UInt64 = 7
  ) throws -> ToyRun {
    let rows = try bench.artifact("comparisons", rows: rows)
    return try bench.run(
      RewardModel(backend: ToyFiles.backend), configuration,
      ["model": [model], "comparisons": [rows]], seed: seed)
  }

  private func margins(_ result: ToyRun) throws -> [ReportTable.Cell] {
    try result.table("Margins").map { $0[1] }
  }

  private func counts(_ numbers: Double...) -> [ReportTable.Cell] {
    numbers.map { .number($0, digits: 0) }
  }

  @Test func importedMarginActsAsTheMarginOfItsRow() throws {
    var preset = configuration()
    preset.margin = .large
    let strengths = [1, 3, 2].enumerated().map {
      ToyRows.comparison($0.offset, PreferenceStrength(rawValue: $0.element))
    }
    let own = strengths.map { row in
      var row = row
      row.margin = row.strength.map { Double($0.rawValue) }
      row.strength = nil
      return row
    }
    let expected = try run(preset, strengths)
    let measured = try run(preset, own)
    #expect(measured.values("train/rankingLoss") == expected.values("train/rankingLoss"))
    #expect(try measured.weights() == expected.weights())
    #expect(try margins(expected) == counts(0, 3, 0, 0))
    #expect(try margins(measured) == counts(3, 0, 0, 0))
    preset.margin = .none
    #expect(try margins(run(preset, own)) == counts(0, 0, 0, 3))
    #expect(try run(preset, own).weights() == run(preset, strengths).weights())
  }

  @Test func rowWithoutStrengthAndMarginIsCountedByName() throws {
    let rows = [ToyRows.comparison(0, nil), ToyRows.comparison(1)]
    #expect(try margins(run(configuration(), rows)) == counts(0, 1, 1, 0))
  }

  @Test func shortageOfTheMixtureIsSaidInTheSummary() throws {
    var configuration = configuration()
    configuration.mixture = .paper
    let rows = (0..<12).map { ToyRows.comparison($0, domain: $0 < 8 ? .helpfulness : .safety) }
    #expect(
      try run(configuration, rows).summary.last
        == "The mixture asks for 50.0 % pairs judged by helpfulness and got 66.7 %: 4 pairs of the "
        + "other domain could be used where it wants 8. Each was used once.")
    let enough = (0..<20).map { ToyRows.comparison($0, domain: $0 < 8 ? .helpfulness : .safety) }
    #expect(try run(configuration, enough).summary.count == 1)
  }

  @Test func rowsThatCannotBeUsedDoNotCountTowardsTheMixture() throws {
    var configuration = configuration()
    configuration.mixture = .paper
    let rows = (0..<16).map { index in
      var row = ToyRows.comparison(index, domain: index < 5 ? .helpfulness : .safety)
      if index >= 10 { row.rejected = String(repeating: "No. ", count: 300) }
      return row
    }
    let result = try run(configuration, rows)
    #expect(result.summary.count == 1)
    #expect(
      result.proses.contains {
        $0.hasPrefix("Trained on 10 pairs, 5 of them from the other domain.")
      })
  }

  @Test func shareThatHoldsOutEveryRowIsNamedAsTheReason() throws {
    var configuration = configuration()
    configuration.heldOut = 0.999
    #expect {
      _ = try run(configuration, ToyRows.comparisons(24))
    } throws: {
      "\($0)"
        == "The held-out share leaves nothing to train on: heldOut: 0.999 holds out all 12 "
        + "comparisons judged by helpfulness; lower it or give more of them."
    }
  }

  @Test func modelsOfOnePipelineHoldOutTheSamePrompts() throws {
    let early = (0..<40).map { ToyRows.comparison($0) }
    let late = (20..<60).map { index in
      var row = ToyRows.comparison(index)
      row.rejected += " Or so."
      return row
    }
    let safe = (0..<60).map { ToyRows.comparison($0, domain: .safety) }
    var first = configuration()
    first.heldOut = 0.3
    var second = configuration(.safety)
    second.heldOut = 0.3
    let heldOut = try [
      heldOutPrompts(first, early, seed: 1), heldOutPrompts(first, early + late, seed: 2),
      heldOutPrompts(second, safe, seed: 3),
    ]
    let shared = Set(early.map(\.promptKey))
    #expect(!heldOut[0].isEmpty && heldOut[0].count < 30)
    #expect(heldOut[0] == heldOut[1].intersection(shared))
    #expect(heldOut[0] == heldOut[2].intersection(shared))
    first.splitSeed = 1
    #expect(try heldOutPrompts(first, early, seed: 1) != heldOut[0])
  }

  /// The prompts of the pairs that the model was tested on, as many as the stage says there were.
  private func heldOutPrompts(
    _ configuration: RewardModelConfiguration, _ rows: [Comparison], seed: UInt64
  ) throws -> Set<String> {
    let heldOut = rows.split(heldOut: configuration.heldOut, seed: configuration.splitSeed).heldOut
    let result = try run(configuration, rows, seed: seed)
    #expect(result.values("heldOut/count").last == Double(heldOut.count))
    return Set(heldOut.map(\.promptKey))
  }

  @Test func withoutHeldOutPairsThereAreNoStatistics() throws {
    let result = try run(configuration(), (0..<8).map { ToyRows.comparison($0) })
    #expect(result.values("heldOut/accuracy").isEmpty && result.values("heldOut/count").isEmpty)
    #expect(
      result.summary == [
        "The helpfulness reward model has no held-out pairs, so nothing can be said about it."
      ])
    #expect(!result.context.sections.map(\.title).contains("Scores"))
    for title in ["Accuracy by strength of preference", "Content-blind baselines"] {
      #expect(try result.table(title).allSatisfy { $0[1] == .text("–") })
    }
  }

  @Test func fewHeldOutPairsAreTooFewToTell() throws {
    var configuration = configuration()
    configuration.heldOut = 0.4
    let result = try run(configuration, (0..<20).map { ToyRows.comparison($0) })
    let count = try #require(result.values("heldOut/count").last)
    let verdict = try #require(result.summary.first)
    #expect(count < 20 && verdict.contains(" on \(Int(count)) held-out pairs, too few to tell "))
    #expect(verdict.hasSuffix("below 100 pairs the interval is too wide to rank by."))
  }
}

extension ToyRun {
  /// The sentences of the report's summary.
  var summary: [String] {
    context.sections.filter { $0.title == "Summary" }.flatMap(\.items).compactMap(\.words)
  }

  /// The sentences of the whole report.
  var proses: [String] { context.sections.flatMap(\.items).compactMap(\.words) }
}

extension ReportItem {
  fileprivate var words: String? { if case .prose(let text) = self { text } else { nil } }
}
