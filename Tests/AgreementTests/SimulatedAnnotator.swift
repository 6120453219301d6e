import Agreement
import Foundation
import Labels
import Randomness

/// People who judge with care and people who do not.
enum SimulatedAnnotator: String, CaseIterable {
  /// Right on 80 % of ordinary items and 98 % of gold, reading at five words a second.
  case honest
  /// A random key at plausible times.
  case random
  /// Always the left answer, with any strength, at plausible times.
  case alwaysLeft
  /// Always the same key, at once.
  case fastest

  /// Returns a sitting in which `gold` of every 30 items are gold and the rest has peers.
  func sitting(_ length: Int, gold: Int, using random: inout Random) -> [AnnotatorJudgement] {
    let plan = GoldPlan(length: length, gold: gold, per: 30, rest: .peers)
    // Some people use two strengths only, which makes long runs of a key likelier.
    let strengths = PreferenceStrength.allCases.suffix(random.chance(0.5) ? 2 : 4)
    return plan.items.map { judgement(of: $0, strengths: Array(strengths), using: &random) }
  }

  private func judgement(
    of item: GoldPlan.Item, strengths: [PreferenceStrength], using random: inout Random
  ) -> AnnotatorJudgement {
    let words = 50 + random.below(550)
    let bestIsLeft = random.chance(0.5)
    let isGold = if case .gold = item { true } else { false }
    let choseLeft = choosesLeft(bestIsLeft, accuracy: isGold ? 0.98 : 0.8, using: &random)
    var result = AnnotatorJudgement(
      choseLeft: choseLeft, strength: self == .fastest ? .better : random.pick(strengths),
      seconds: seconds(words: words, using: &random))
    result.words = words
    result.prefersLonger = random.chance(0.5)
    if isGold {
      result.isRight = choseLeft == bestIsLeft
    } else {
      // One peer who is right on 80 %: an honest person agrees with 68 %.
      result.peers = PeerMajority(
        agrees: (choseLeft == bestIsLeft) == random.chance(0.8), voters: 2)
    }
    return result
  }

  private func choosesLeft(
    _ bestIsLeft: Bool, accuracy: Double, using random: inout Random
  ) -> Bool {
    switch self {
    case .honest: bestIsLeft == random.chance(accuracy)
    case .random: random.chance(0.5)
    case .alwaysLeft, .fastest: true
    }
  }

  private func seconds(words: Int, using random: inout Random) -> Double {
    guard self != .fastest else { return 0.3 + Double(random.uniform()) }
    return 2 + Double(words) / 5 * exp(0.5 * Double(random.normal()))
  }

  /// Returns the share of simulated sittings that raise a flag.
  func flaggedShare(simulations: Int, length: Int, gold: Int) -> Double {
    let flagged = (0..<simulations).count { simulation in
      var random = Random(5, stream: "annotator-\(rawValue)", UInt64(simulation))
      return !AnnotatorFlag.flags(of: sitting(length, gold: gold, using: &random)).isEmpty
    }
    return Double(flagged) / Double(simulations)
  }
}
