import Artifacts
import Corpora
import Objectives

/// What a person must see before trusting a reward model.
struct RewardReport {
  let configuration: RewardModelConfiguration
  let training: [EncodedPair]
  let pairs: [EncodedPair]
  let chosen: [Float]
  let rejected: [Float]
  let counts: RowCounts
  let missingStrengths: Int

  func sections() -> [ReportSection] {
    [
      ReportSection(title: "Summary", items: [.prose(verdict)]),
      ReportSection(
        title: "Held-out accuracy", items: [.table(accuracyTable), .table(baselineTable)]),
      ReportSection(title: "Scores", items: [.histogram(histogram), .table(scoreTable)]),
      ReportSection(
        title: "Data", items: [.table(.rows([("comparisons", counts)])), .prose(data)]),
    ]
  }

  var accuracy: PairwiseAccuracy { PairwiseAccuracy(chosen: chosen, rejected: rejected) }

  private var longer: PairwiseAccuracy {
    NullBaseline.longerWins(
      chosenLengths: pairs.map(\.lengths.chosen), rejectedLengths: pairs.map(\.lengths.rejected))
  }

  private var first: PairwiseAccuracy {
    NullBaseline.firstWins(
      chosenShownFirst: pairs.map { pair in pair.comparison.shownFirst.map { $0 == .chosen } })
  }

  /// The rules that never read an answer: each, and its opposite.
  private var baselines: [(name: String, accuracy: PairwiseAccuracy)] {
    let shorter = NullBaseline.longerWins(
      chosenLengths: pairs.map(\.lengths.rejected), rejectedLengths: pairs.map(\.lengths.chosen))
    return [("longer wins", longer), ("shorter wins", shorter), ("first wins", first)]
  }

  private var verdict: String {
    let name = configuration.role.rawValue
    guard let own = accuracy.interval else {
      return "The \(name) reward model has no held-out pairs, so nothing can be said about it."
    }
    let best = baselines.compactMap { name, accuracy in accuracy.interval.map { (name, $0) } }
      .max { $0.1.value < $1.1.value }
    let numbers = "accuracy \(own.text) on \(own.count) held-out pairs"
    guard let best else { return "The \(name) reward model has \(numbers)." }
    let comparison =
      own.isAbove(best.1)
      ? "clearly above the best rule that reads nothing (\(best.0), \(best.1.text))"
      : "not clearly above the best rule that reads nothing (\(best.0), \(best.1.text)), "
        + "so it should not be trusted yet"
    return "The \(name) reward model has \(numbers), \(comparison)."
  }

  private var accuracyTable: ReportTable {
    let byStrength = PairwiseAccuracy.grouped(
      chosen: chosen, rejected: rejected, by: pairs.map(\.comparison.strength))
    let order: [Strength?] = Strength.allCases.reversed().map { $0 } + [nil]
    let rows =
      [("all", accuracy)]
      + order.compactMap { strength in
        byStrength[strength].map { (strength?.name ?? "no strength given", $0) }
      }
    return ReportTable(
      title: "Accuracy by strength of preference",
      caption: "Share of held-out pairs whose chosen answer scores higher, with Wilson 95 % "
        + "intervals; ties count one half.",
      columns: ["pairs judged", "accuracy", "pairs", "ties"],
      rows: rows.map { name, accuracy in
        [
          .text(name), .interval(accuracy.interval), .number(Double(accuracy.pairs), digits: 0),
          .number(Double(accuracy.ties), digits: 0),
        ]
      })
  }

  private var baselineTable: ReportTable {
    ReportTable(
      title: "Rules that never read an answer",
      caption: "On the same pairs; a reward model that is not above them has learned nothing else.",
      columns: ["rule", "accuracy", "pairs"],
      rows: baselines.map {
        [
          .text($0.name), .interval($0.accuracy.interval),
          .number(Double($0.accuracy.pairs), digits: 0),
        ]
      })
  }

  private var histogram: ReportHistogram {
    ReportHistogram(
      title: "Scores of chosen and rejected answers",
      caption: "Raw scores, before the sigmoid, of held-out pairs.", xLabel: "score",
      values: [("chosen", chosen.map(Double.init)), ("rejected", rejected.map(Double.init))])
  }

  private var scoreTable: ReportTable {
    let lengths =
      pairs.map { Double($0.lengths.chosen) } + pairs.map { Double($0.lengths.rejected) }
    let scores = (chosen + rejected).map(Double.init)
    let correlation = PearsonCorrelation.value(scores, lengths)
    let rows = [("chosen", chosen), ("rejected", rejected), ("difference", difference)].map {
      let moments = Moments(of: $0.1)
      return [
        ReportTable.Cell.text($0.0), .number(moments.mean, digits: 3),
        .number(moments.standardDeviation, digits: 3),
      ]
    }
    let note = correlation.map { ["score and length", "\(($0 * 1000).rounded() / 1000)"] }
    return ReportTable(
      title: "Score statistics",
      caption: note.map { "Correlation of \($0[0]): \($0[1])." } ?? "",
      columns: ["answers", "mean", "standard deviation"], rows: rows)
  }

  private var difference: [Float] { zip(chosen, rejected).map { $0 - $1 } }

  private var data: String {
    let other = training.count { $0.comparison.domain.rawValue != configuration.role.rawValue }
    var text = "\(training.count) pairs were trained on, \(other) of them from the other domain."
    if missingStrengths > 0 && configuration.margin != .none {
      text += " \(missingStrengths) pairs had no strength and got no margin."
    }
    return text
  }
}
