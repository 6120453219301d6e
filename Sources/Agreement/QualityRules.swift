/// What is expected of an honest annotator, and how much evidence raises a flag.
///
/// The standard numbers hold false alarms of an honest annotator below 1 % per sitting of 200
/// items with 9 of 30 gold, all flags together: below 0.74 % for answers at random (``GoldPlan``),
/// 0.07 % for equal keys, 0.05 % for one side and 0.05 % for speed.
package struct QualityRules: Codable, Equatable, Sendable {
  /// The standard rules.
  package static let standard = QualityRules()

  /// The share of gold items that an honest annotator judges right.
  ///
  /// An annotator who is right on 80 % of ordinary items is expected to be right on 98 % of gold,
  /// for gold is to be pairs that a careful reader decides without doubt. Set it to what honest
  /// people reach: at a true 95 % these rules flag 3 % of them, at 80 % most.
  package var honestGoldAccuracy = 0.98
  /// The share of other items on which an honest annotator agrees with the majority of peers.
  package var honestPeerAgreement = 0.65
  /// The log likelihood ratio, in nats, from which answers count as given at random.
  ///
  /// In any number of items at most `e^−4`, 1.8 %, of honest sittings reach it; in 200, 0.74 %.
  package var randomEvidence = 4.0
  /// The seconds below which nobody can have judged a pair.
  package var leastSeconds = 2.0
  /// The words per second that nobody reads, six times the usual speed (Brysbaert 2019).
  package var unreadableSpeed = 25.0
  /// The log likelihood ratio for speed, which at most 1 in 2,000 honest sittings reach.
  ///
  /// For one side, which may be either, the limit is higher by log 2.
  package var evidence = 7.6
  /// The number of equal keys in a row that raises a flag.
  ///
  /// Sides are drawn by a fair coin, so an honest key repeats with ½ at most, whatever strengths a
  /// person uses: n items hold a run of k with at most `(n − k + 2) / 2^k`, 0.07 % for 200.
  package var equalKeys = 18

  /// Creates the standard rules.
  package init() {}
}
