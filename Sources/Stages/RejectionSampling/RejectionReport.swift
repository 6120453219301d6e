import Artifacts
import Corpora
import Foundation
import Objectives
import Randomness
import Tokenization

/// The report of best-of-K selection.
struct RejectionReport {
  let judged: [JudgedPrompt]
  let configuration: RejectionSamplingConfiguration
  let promptCounts: RowCounts
  let candidateCounts: RowCounts
  let gold: GoldJudge?

  func sections(seed: UInt64) -> [ReportSection] {
    [
      ReportSection(
        title: "Reward against K",
        items: [.curve(curve(seed: seed)), .prose(divergence), .table(winners)]),
      ReportSection(
        title: "Candidates",
        items: [
          .table(.rows([("prompts", promptCounts), ("candidates", candidateCounts)])),
          .samples(samples(seed: seed)),
        ]),
    ]
  }

  /// Mean over prompts of the maximum, mean and median of k candidates drawn without replacement.
  private func curve(seed: UInt64) -> ReportCurve {
    let sizes = Self.sizes(upTo: configuration.samples)
    let pools = judged.filter { $0.selected.count > 1 }.map { $0.selected.map(Double.init) }
    let names: [(String, ([Double]) -> Double)] = [
      ("max", { $0.max() ?? 0 }), ("mean", { Moments(of: $0).mean }),
      ("median", { Quantiles(of: $0).median }),
    ]
    let series = names.map { name, statistic in
      ReportCurve.Series(
        name: name,
        points: sizes.map { size in
          ReportCurve.Point(
            x: Double(size), y: Self.average(pools, size: size, seed: seed, statistic))
        })
    }
    return ReportCurve(
      title: "Reward of the best of K",
      caption: "Selected score before any sigmoid, averaged over prompts and 8 draws of K distinct "
        + "candidates; the gap between max and median is the gain from best-of-K selection.",
      xLabel: "K", yLabel: "score", logX: true, series: series)
  }

  private static func sizes(upTo most: Int) -> [Int] {
    [1, 2, 3, 4, 6, 8, 12, 16, 20, 32, 48, 64, 100].filter { $0 < most } + [most]
  }

  private static func average(
    _ pools: [[Double]], size: Int, seed: UInt64, _ statistic: ([Double]) -> Double
  ) -> Double {
    let values = pools.enumerated().flatMap { index, pool in
      (0..<8).map { draw in
        var random = Random(seed, stream: "sub-sample", UInt64(index), UInt64(draw), UInt64(size))
        return statistic(Array(random.permuted(pool).prefix(size)))
      }
    }
    return Moments(of: values).mean
  }

  private var divergence: String {
    let nats = BestOfNDivergence.value(samples: configuration.samples)
    return String(
      format: "The best of %d is at most %.3f nats from the policy (ln K − (K − 1)/K).",
      configuration.samples, nats)
  }

  private var winners: ReportTable {
    ReportTable(
      title: "Selected candidates", caption: "Means over prompts, compared with all candidates.",
      columns: ["quantity", "mean", "standard deviation", "count"],
      rows: (keptQuantities + goldQuantities).map { name, values in
        let moments = Moments(of: values)
        return [
          .text(name), .statistic(moments, \.mean), .statistic(moments, \.standardDeviation),
          .number(Double(values.count), digits: 0),
        ]
      })
  }

  private var keptQuantities: [(String, [Double])] {
    let winners = judged.compactMap(\.winner)
    let threshold = configuration.selection.threshold
    let kept: [Double] = judged.compactMap { row in row.best.map { Double(row.selected[$0]) } }
    let unsafe: [Double] = winners.map { $0.scores[RewardScores.safety] < threshold ? 1 : 0 }
    let earlier: [Double] = winners.map { $0.age > 0 ? 1 : 0 }
    return [
      ("selected score, kept", kept),
      ("selected score, all", judged.flatMap { $0.selected.map(Double.init) }),
      ("length in words, kept", winners.map { Double(Self.words($0)) }),
      ("length in words, all", judged.flatMap { $0.candidates.map { Double(Self.words($0)) } }),
      ("kept, below the safety threshold", unsafe), ("kept, from an earlier round", earlier),
    ]
  }

  private var goldQuantities: [(String, [Double])] {
    guard let gold else { return [] }
    let scores = { (candidate: Candidate) in
      gold.scores(candidate.answer.text, to: candidate.prompt)
    }
    let kept = judged.compactMap(\.winner).map(scores)
    let all = judged.flatMap { $0.candidates.map(scores) }
    return [
      ("gold helpfulness, kept", kept.map(\.helpfulness)),
      ("gold helpfulness, all", all.map(\.helpfulness)),
      ("gold safety, kept", kept.map(\.safety)), ("gold safety, all", all.map(\.safety)),
    ]
  }

  private static func words(_ candidate: Candidate) -> Int {
    candidate.answer.text.split(whereSeparator: \.isWhitespace).count
  }

  /// The best and the worst candidate of some prompts, as samples.
  private func samples(seed: UInt64) -> ReportSamples {
    ReportSamples(
      title: "Best and worst", caption: "The best and the worst candidate by the selected score.",
      columns: ["kept", "worst"],
      rows: judged.drawn(8, seed: seed, stream: "samples").compactMap { row in
        guard let best = row.best,
          let worst = row.selected.indices.min(by: { row.selected[$0] < row.selected[$1] })
        else { return nil }
        return SampleRow(
          prompt: row.prompt.messages.map { SampleTurn(role: $0.role.rawValue, text: $0.content) },
          cells: [best, worst].map { index in
            SampleCell(
              text: row.candidates[index].answer.text,
              notes: ["score": String(format: "%.2f", row.selected[index])])
          })
      })
  }
}
