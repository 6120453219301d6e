import Artifacts
import Corpora
import Labels
import Objectives

/// The evidence to check before trusting a reward model.
struct RewardReport {
  let configuration: RewardModelConfiguration
  let data: RewardData
  let chosen: [Float]
  let rejected: [Float]
  let margins: PairMargins

  /// Below this many pairs the interval is too wide to rank models by (`reward-reports`, §4).
  static let fewest = 100

  private var pairs: [EncodedPair] { data.heldOut }

  func sections() -> [ReportSection] {
    let scores =
      pairs.isEmpty
      ? [] : [ReportSection(title: "Scores", items: [.histogram(histogram), .table(scoreTable)])]
    return [
      ReportSection(
        title: "Summary", items: [verdict, shortage].compactMap { $0.map(ReportItem.prose) }),
      ReportSection(
        title: "Held-out accuracy", items: [.table(accuracyTable), .table(baselineTable)]),
    ] + scores + [
      ReportSection(
        title: "Data",
        items: [.table(.rows([("comparisons", data.counts)])), .table(marginTable), .prose(prose)])
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

  /// The content-blind baselines, each in both directions.
  private var baselines: [(name: String, accuracy: PairwiseAccuracy)] {
    let shorter = NullBaseline.longerWins(
      chosenLengths: pairs.map(\.lengths.rejected), rejectedLengths: pairs.map(\.lengths.chosen))
    return [("longer wins", longer), ("shorter wins", shorter), ("first wins", first)]
  }

  private var verdict: String? {
    let name = configuration.role.rawValue
    guard let own = accuracy.interval else {
      return "The \(name) reward model has no held-out pairs, so nothing can be said about it."
    }
    let numbers = "accuracy \(own.text) on \(own.count) held-out pairs"
    let best = baselines.compactMap { name, accuracy in accuracy.interval.map { (name, $0) } }
      .max { $0.1.value < $1.1.value }
    guard let best else { return "The \(name) reward model has \(numbers)." }
    return "The \(name) reward model has \(numbers), \(Self.comparison(own, best.0, best.1))."
  }

  private static func comparison(_ own: Interval, _ rule: String, _ best: Interval) -> String {
    let named = "the best content-blind baseline (\(rule), \(best.text))"
    if own.count < fewest {
      return "too few to tell whether that is above \(named): below \(fewest) pairs the interval "
        + "is too wide to rank by"
    }
    return own.isAbove(best)
      ? "clearly above \(named)"
      : "not clearly above \(named), so it should not be trusted yet"
  }

  /// A note for a mixture that differs from the requested one.
  var shortage: String? {
    let mixture = data.mixture
    guard mixture.isShort, let wanted = mixture.wanted, let share = mixture.ownShare,
      let asked = configuration.ownShare
    else { return nil }
    return "The mixture asks for \(Self.percent(asked)) pairs judged by "
      + "\(configuration.role.rawValue) and got \(Self.percent(share)): \(mixture.others) pairs "
      + "of the other domain could be used where it wants \(wanted). Each was used once."
  }

  private static func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }

  private var accuracyTable: ReportTable {
    let byStrength = PairwiseAccuracy.grouped(
      chosen: chosen, rejected: rejected, by: pairs.map(\.comparison.strength))
    let order: [PreferenceStrength?] = PreferenceStrength.allCases.reversed().map { $0 } + [nil]
    let rows =
      [("all", accuracy)]
      + order.compactMap { strength in
        byStrength[strength].map { (strength?.name ?? "no strength given", $0) }
      }
    return ReportTable(
      title: "Accuracy by strength of preference",
      caption: "Share of held-out pairs whose chosen answer scores higher, with Wilson 95 % "
        + "intervals; ties count one half. Fewer than \(Self.fewest) pairs are too few to rank "
        + "models by.",
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
      title: "Content-blind baselines",
      caption: "On the same pairs; a reward model that does not beat them has learned nothing "
        + "beyond them.",
      columns: ["baseline", "accuracy", "pairs"],
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
        ReportTable.Cell.text($0.0), .statistic(moments, \.mean),
        .statistic(moments, \.standardDeviation),
      ]
    }
    let note = correlation.map { ["score and length", "\(($0 * 1000).rounded() / 1000)"] }
    return ReportTable(
      title: "Score statistics",
      caption: note.map { "Correlation of \($0[0]): \($0[1])." } ?? "",
      columns: ["answers", "mean", "standard deviation"], rows: rows)
  }

  private var difference: [Float] { zip(chosen, rejected).map { $0 - $1 } }

  /// Where the margins of the ranking loss come from.
  private var marginTable: ReportTable {
    let counts = [
      ("from the row", margins.own), ("from the row's strength", margins.byStrength),
      (
        "0, for lack of a strength or a margin", configuration.margin == .none ? 0 : margins.missing
      ),
      ("from the row, unused since margin is none", margins.unused),
    ]
    return ReportTable(
      title: "Margins", caption: "The source of each pair's margin in the ranking loss.",
      columns: ["margin", "pairs"],
      rows: counts.map { [.text($0.0), .number(Double($0.1), digits: 0)] })
  }

  private var prose: String {
    let mixture = data.mixture
    var text =
      "Trained on \(data.training.count) pairs, \(mixture.others) of them from the other domain."
    let soft = data.training.compactMap(\.probability)
    if !soft.isEmpty {
      let mean = soft.reduce(0, +) / Double(soft.count)
      text +=
        " \(soft.count) have a label inferred from several votes, on average "
        + "\(Self.percent(mean)) sure; their loss is the mean over both sides, weighted by it."
    }
    if margins.missing > 0 && configuration.margin != .none {
      text += " \(margins.missing) pairs had no strength and got no margin."
    }
    return text
  }
}
