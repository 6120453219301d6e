import Foundation
import Labels
import Objectives
import Randomness
import TruthInference

/// The votes of a simulated crowd, and the truth behind them.
struct SimulatedVotes: Sendable {
  private(set) var votes: [PreferenceVote] = []
  /// Whether the first answer of each item is better: 1 or 0.
  private(set) var outcomes: [Double] = []
  /// The probability of that, given votes, reliabilities and ease.
  private(set) var informed: [Double] = []
  /// The reliability of each annotator.
  private(set) var reliabilities: [Double]

  /// Draws a crowd's votes.
  init(_ crowd: SimulatedCrowd, seed: UInt64) {
    var random = Random(seed, stream: "crowd")
    // The share of spammers is exact; who they are does not matter, since items are assigned at
    // random.
    let spammers = Int((crowd.spammers * Double(crowd.annotators)).rounded())
    reliabilities = (0..<crowd.annotators).map {
      $0 < spammers ? 0 : crowd.reliability + crowd.spread * Double(random.normal())
    }
    for item in 0..<crowd.items { judge(item, by: crowd, using: &random) }
  }

  private mutating func judge(_ item: Int, by crowd: SimulatedCrowd, using random: inout Random) {
    let isFirst = random.chance(0.5)
    let strength = exp(crowd.easeSpread * Double(random.normal())) * (isFirst ? 1 : -1)
    var evidence = 0.0
    for annotator in random.permuted(Array(0..<crowd.annotators)).prefix(crowd.votesPerItem) {
      let draw = Draw(reliabilities[annotator] * strength, crowd.strengths, using: &random)
      evidence += draw.multiplier * reliabilities[annotator] * draw.sign
      votes.append(
        PreferenceVote(
          item: Self.item(item), annotator: Self.annotator(annotator), preferred: draw.preferred,
          strength: draw.strength))
    }
    outcomes.append(isFirst ? 1 : 0)
    informed.append(Logistic.sigmoid(abs(strength) * evidence))
  }

  /// The name of an item; names are ordered like the numbers.
  static func item(_ number: Int) -> String { "item-\(1_000_000 + number)" }

  /// The name of an annotator; names are ordered like the numbers.
  static func annotator(_ number: Int) -> String { "annotator-\(100 + number)" }

  /// The smoothed share of votes for the first answer of each item; a tie counts ½.
  var majority: [Double] {
    Dictionary(grouping: votes, by: \.item).sorted { $0.key < $1.key }.map { _, votes in
      let first = votes.reduce(0.0) { $0 + ($1.preferred.map { $0 == .first ? 1 : 0 } ?? 0.5) }
      return (first + 1) / (Double(votes.count) + 2)
    }
  }
}

/// One simulated vote.
private struct Draw {
  let preferred: PairSide?
  let strength: PreferenceStrength
  var multiplier = 1.0

  var sign: Double { preferred.map { $0 == .first ? 1 : -1 } ?? 0 }

  init(_ logOdds: Double, _ strengths: SimulatedCrowd.Strengths, using random: inout Random) {
    guard strengths != .perceived else {
      let perceived = logOdds + Logistic.logit(Double(random.uniform()) + 0x1p-25)
      preferred = abs(perceived) < 0.3 ? nil : perceived > 0 ? .first : .second
      strength = PreferenceStrength.allCases[min(3, Int(abs(perceived)))]
      return
    }
    let level = random.below(4)
    if strengths == .multiplying { multiplier = 0.5 * Double(level + 1) }
    preferred = random.chance(Logistic.sigmoid(multiplier * logOdds)) ? .first : .second
    strength = PreferenceStrength.allCases[level]
  }
}
