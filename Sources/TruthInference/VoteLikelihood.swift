import Foundation
import Labels
import Objectives

/// The likelihood of each outcome on the grid, under the current strength multipliers.
///
/// `P(first) = σ(α m z β)`, and `P(second) = 1 − P(first)`. A tie is half a vote for each side,
/// `√(P(first) P(second))`: up to a constant the likelihood of a tie under Davidson (1970) where
/// ties are rare.
struct VoteLikelihood: Sendable {
  /// By outcome and reliability, over strengths.
  private let table: [StrengthVector]
  /// The derivative of `table` with respect to `log m`.
  private let slopes: [StrengthVector]

  /// Tabulates the likelihoods.
  ///
  /// - Parameter logMultipliers: `log m` of each strength level.
  init(logMultipliers: [Double]) {
    var table: [StrengthVector] = []
    var slopes: [StrengthVector] = []
    for outcome in VoteOutcome.all {
      let multiplier = exp(logMultipliers[outcome.strength.rawValue])
      for node in Grid.reliabilities.indices {
        let odds = Grid.strengths * (Grid.reliabilities[node] * multiplier)
        let (values, scores) = Self.values(odds, of: outcome)
        table.append(values)
        slopes.append(values * scores)
      }
    }
    self.table = table
    self.slopes = slopes
  }

  /// The likelihood of an outcome at some log-odds x, and `x d log P / dx`.
  private static func values(
    _ odds: StrengthVector, of outcome: VoteOutcome
  ) -> (StrengthVector, StrengthVector) {
    let sign = outcome.sign
    var (values, scores) = (odds, odds)
    for index in odds.indices {
      let x = odds[index]
      let share = Logistic.sigmoid(x)
      if sign == 0 {
        values[index] = exp(-(Logistic.softplus(x) + Logistic.softplus(-x)) / 2)
        scores[index] = x * (0.5 - share)
      } else {
        values[index] = Logistic.sigmoid(sign * x)
        scores[index] = sign * x * Logistic.sigmoid(-sign * x)
      }
    }
    return (values, scores)
  }

  /// Returns the likelihood over reliabilities, given a belief about the item.
  func overReliabilities(
    _ outcome: VoteOutcome, given belief: StrengthVector
  ) -> ReliabilityVector {
    let base = outcome.index * 32
    var values = ReliabilityVector()
    for node in 0..<32 { values[node] = (table[base + node] * belief).sum() }
    return values
  }

  /// Returns the likelihood over strengths, given a belief about the annotator.
  func overStrengths(_ outcome: VoteOutcome, given belief: ReliabilityVector) -> StrengthVector {
    let base = outcome.index * 32
    var sum = StrengthVector()
    for node in 0..<32 { sum += table[base + node] * belief[node] }
    return sum
  }

  /// Returns the derivative of `overStrengths` with respect to `log m`.
  func slopes(_ outcome: VoteOutcome, given belief: ReliabilityVector) -> StrengthVector {
    let base = outcome.index * 32
    var sum = StrengthVector()
    for node in 0..<32 { sum += slopes[base + node] * belief[node] }
    return sum
  }
}
