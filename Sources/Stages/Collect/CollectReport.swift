import Artifacts
import Corpora
import Foundation
import Labels
import Objectives
import TruthInference

/// The collected preferences, and how well content-blind baselines predict them.
struct CollectReport {
  let comparisons: [Comparison]
  let counts: RowCounts
  /// Agreement on pairs judged by several annotators; nil unless people judged.
  let overlap: Overlap?
  /// What the votes became; nil unless people judged.
  let votes: VoteOutcomes?

  private var crowd: CrowdEstimate? {
    if case .inferred(let crowd) = votes { crowd } else { nil }
  }

  func sections() -> [ReportSection] {
    let people =
      (overlap.map { [ReportItem.table(annotators($0))] } ?? [])
      + (crowd.map { [ReportItem.table(reliability($0))] } ?? [])
    return [
      ReportSection(
        title: "Comparisons",
        items: [.table(strengths), .table(biases)] + people
          + [.table(.rows([("pairs", counts)]))])
    ]
  }

  private func annotators(_ overlap: Overlap) -> ReportTable {
    let counts = [
      ("answers given", overlap.answers), ("the latest by each annotator", overlap.inForce),
      ("pairs judged", overlap.judged), ("judged by several annotators", overlap.shared),
      ("of these, with disagreement on the preferred answer", overlap.disagreements),
    ]
    let figures = overlap.figures
    let warning =
      figures.isParadox
      ? " Kappa is low although the annotators agree, because nearly all prefer the same: read "
        + "Gwet's coefficients instead." : ""
    return ReportTable(
      title: "Annotators",
      caption: captionOfLabels + " An answer is safe if most of the annotators asked say so, and a "
        + "tie counts as unsafe. Every vote is kept in "
        + "judgements.jsonl." + warning,
      columns: ["measure", "value"],
      rows: counts.map { [.text($0.0), .number(Double($0.1), digits: 0)] }
        + figures.figures.map { [.text($0.name), Self.cell($0)] })
  }

  /// How reliable each annotator is, by what the others say of the same pairs.
  private func reliability(_ crowd: CrowdEstimate) -> ReportTable {
    ReportTable(
      title: "Inferred reliability",
      caption: "The probability that an annotator prefers the better answer of a pair of common "
        + "ease (GLAD); half is chance. Labels carry the probability that follows, on which a "
        + "reward model is trained. By its strength a vote counts \(Self.weights(crowd)) as much "
        + "as one of mean strength."
        + (crowd.converged
          ? ""
          : " The inference did not converge in \(crowd.iterations) passes; read it with care."),
      columns: ["annotator", "reliability", "pairs"],
      rows: crowd.annotators.map {
        [
          .text($0.annotator), .interval($0.accuracy),
          .number(Double($0.accuracy.count), digits: 0),
        ]
      })
  }

  private var captionOfLabels: String {
    let mean = "its strength is the mean over annotators, with opposing votes counted negatively."
    return switch votes {
    case .everyVote: "Every vote for a side is a comparison of its own, with its own strength."
    case .inferred:
      "The answer that is more probably the better one is the chosen one; where most prefer it, "
        + mean
    case .majority, nil: "The answer preferred by the majority is the chosen one; " + mean
    }
  }

  /// Returns, for example, "0.70 (slightly), 1.43 (better) times".
  private static func weights(_ crowd: CrowdEstimate) -> String {
    crowd.multipliers.sorted { $0.key < $1.key }
      .map { String(format: "%.2f", $0.value) + " (\($0.key.name))" }
      .joined(separator: ", ") + " times"
  }

  private static func cell(_ figure: AgreementFigures.Figure) -> ReportTable.Cell {
    if let interval = figure.interval { return .interval(interval) }
    return figure.value.map { .number($0, digits: 3) } ?? .text("–")
  }

  private var strengths: ReportTable {
    let domains = Domain.allCases
    return ReportTable(
      title: "Strength of preference", caption: "Comparisons by domain and strength.",
      columns: ["strength"] + domains.map(\.rawValue),
      rows: PreferenceStrength.allCases.reversed().map { strength in
        [.text(strength.name)]
          + domains.map { domain in
            let count = comparisons.count { $0.strength == strength && $0.domain == domain }
            return .number(Double(count), digits: 0)
          }
      })
  }

  private var biases: ReportTable {
    let longer = NullBaseline.longerWins(
      chosenLengths: comparisons.map(\.chosen.count),
      rejectedLengths: comparisons.map(\.rejected.count))
    let first = NullBaseline.firstWins(
      chosenShownFirst: comparisons.map { row in row.shownFirst.map { $0 == .chosen } })
    return ReportTable(
      title: "Biases",
      caption: "Share of comparisons that a content-blind baseline predicts correctly.",
      columns: ["baseline", "share", "comparisons"],
      rows: [("the longer answer was preferred", longer), ("the first shown was preferred", first)]
        .map {
          [.text($0.0), .interval($0.1.interval), .number(Double($0.1.pairs), digits: 0)]
        })
  }
}
