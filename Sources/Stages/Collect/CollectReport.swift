import Artifacts
import Corpora
import Labels
import Objectives
import TruthInference

/// The collected preferences, and how well content-blind baselines predict them.
struct CollectReport {
  let comparisons: [Comparison]
  let counts: RowCounts
  /// Agreement on pairs judged by several annotators; nil unless people judged.
  let overlap: Overlap?
  /// What was inferred about the annotators; nil unless labels were.
  let crowd: CrowdEstimate?
  /// What several votes on a pair became.
  var votes = VoteUse.majority

  private var chosenCaption: String {
    switch votes {
    case .majority: "The answer preferred by the majority is the chosen one."
    case .everyVote: "Every vote for a side is a comparison of its own."
    case .inferred: "The answer that is more probably the better one is the chosen one."
    }
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
      caption: chosenCaption + " The strength is the mean over annotators, with opposing votes "
        + "counted negatively; an answer is safe if most of "
        + "the annotators asked say so, and a tie counts as unsafe. Every vote is kept in "
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
        + "reward model is trained."
        + (crowd.converged ? "" : " The inference did not converge; read it with care."),
      columns: ["annotator", "reliability", "pairs"],
      rows: crowd.annotators.map {
        [
          .text($0.annotator), .interval($0.accuracy),
          .number(Double($0.accuracy.count), digits: 0),
        ]
      })
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
