package import Labels
package import Objectives

/// The work of one annotator, in numbers.
package struct AnnotatorQuality: Equatable, Sendable {
  /// The number of judgements.
  package let judgements: Int
  /// Judgements per hour of the time spent on those whose time is known; absent without any.
  package let perHour: Double?
  /// The median of the known times, in seconds; absent without any.
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
  /// The signs of careless work in each sitting that has any: work long ago excuses nobody.
  package let flags: [[AnnotatorFlag]]

  /// Measures the judgements of one sitting after the other, each oldest first.
  package init(of sittings: [[AnnotatorJudgement]], rules: QualityRules = .standard) {
    let all = Array(sittings.joined())
    judgements = all.count
    let seconds = all.compactMap(\.seconds)
    let total = seconds.reduce(0, +)
    perHour = total > 0 ? Double(seconds.count) * 3600 / total : nil
    medianSeconds = seconds.isEmpty ? nil : Quantiles(of: seconds).median
    strengths = all.reduce(into: [:]) { $0[$1.strength, default: 0] += 1 }
    longestRun = sittings.flatMap(SittingEvidence.runs).max() ?? 0
    longer = Self.share(all.compactMap(\.prefersLonger))
    gold = Self.share(all.compactMap(\.isRight))
    peers = Self.share(all.filter { $0.isRight == nil }.compactMap(\.peers?.agrees))
    sideBias = SideBias(of: all.map(\.sideChoice))
    flags = sittings.map { AnnotatorFlag.flags(of: $0, rules: rules) }.filter { !$0.isEmpty }
  }

  private static func share(_ events: [Bool]) -> Interval? {
    WilsonInterval.interval(successes: Double(events.count { $0 }), trials: events.count)
  }
}
