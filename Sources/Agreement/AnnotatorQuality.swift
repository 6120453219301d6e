package import Labels
package import Objectives

/// The work of one annotator in one sitting, in numbers.
package struct AnnotatorQuality: Equatable, Sendable {
  /// The number of judgements.
  package let judgements: Int
  /// Judgements per hour of the time spent on them; absent without time.
  package let perHour: Double?
  /// The median time of a judgement, in seconds; absent without judgements.
  package let medianSeconds: Double?
  /// How often each strength was used.
  package let strengths: [PreferenceStrength: Int]
  /// The length of the longest run of the same key.
  package let longestRun: Int
  /// The share of judgements for the longer answer, with Wilson's interval.
  package let longer: Interval?
  /// The share of gold items judged right, with Wilson's interval.
  package let gold: Interval?
  /// The share of other items on which the majority of peers agrees, with Wilson's interval.
  package let peers: Interval?
  /// The share to the left and the test for a side bias, which has a false-alarm rate of its own.
  package let sideBias: SideBias
  /// The signs of careless work.
  package let flags: [AnnotatorFlag]

  /// Measures the judgements of one sitting, oldest first.
  package init(of sitting: [AnnotatorJudgement], rules: QualityRules = .standard) {
    judgements = sitting.count
    let seconds = sitting.map(\.seconds)
    let total = seconds.reduce(0, +)
    perHour = total > 0 ? Double(sitting.count) * 3600 / total : nil
    medianSeconds = seconds.isEmpty ? nil : Quantiles(of: seconds).median
    strengths = sitting.reduce(into: [:]) { $0[$1.strength, default: 0] += 1 }
    longestRun = SittingEvidence.runs(sitting).max() ?? 0
    longer = Self.share(sitting.compactMap(\.prefersLonger))
    gold = Self.share(sitting.compactMap(\.isRight))
    peers = Self.share(sitting.filter { $0.isRight == nil }.compactMap(\.agreesWithPeers))
    sideBias = SideBias(of: sitting.map(\.sideChoice))
    flags = AnnotatorFlag.flags(of: sitting, rules: rules)
  }

  private static func share(_ events: [Bool]) -> Interval? {
    WilsonInterval.interval(successes: Double(events.count { $0 }), trials: events.count)
  }
}
