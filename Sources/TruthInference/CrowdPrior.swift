import Foundation
import Labels
import Objectives

/// What is assumed of annotators and items before their votes, learnt from all votes together.
///
/// `α ~ N(mean, variance)` for annotators, `log β ~ N(0, variance)` for items, either side the
/// better one with probability ½. The three numbers and the multipliers have priors of their own,
/// worth a few annotators, items and votes, so that small crowds stay near them.
struct CrowdPrior: Equatable, Sendable {
  /// The mean reliability of the crowd.
  var reliabilityMean: Double
  /// The variance of reliabilities between annotators.
  var reliabilityVariance = Self.standardVariance
  /// The variance of the logarithm of ease between items.
  var easeVariance = Self.standardEaseVariance
  /// `log m` of each strength level, not decreasing.
  var logMultipliers = PreferenceStrength.allCases.map { _ in 0.0 }

  static let standardVariance = 1.0
  static let standardEaseVariance = 0.5
  /// The weight of the prior of mean and variance, in annotators.
  static let annotatorWeight = 3.0
  /// The weight of the prior of the variance of ease, in items.
  static let itemWeight = 20.0
  /// The mean reliabilities that the grid can hold.
  private static let means = -2.0...4.0
  /// The variances that the grid can hold.
  private static let variances = 0.02...4.0

  /// The prior before any vote, under which a lone vote is right with probability ⅔.
  ///
  /// That is Laplace's rule of succession, `(1 + 1) / (1 + 2)`.
  static let standard: CrowdPrior = {
    var (low, high) = (0.0, 3.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      let prior = CrowdPrior(reliabilityMean: middle)
      if prior.loneVoteAccuracy < 2.0 / 3 { low = middle } else { high = middle }
    }
    return CrowdPrior(reliabilityMean: high)
  }()

  /// The logarithms of the prior of an annotator's reliability.
  var logReliabilities: ReliabilityVector {
    Grid.reliabilities.logNormal(mean: reliabilityMean, variance: reliabilityVariance)
  }

  /// The logarithms of the prior of an item's strength, the same for both sides.
  var logStrengths: StrengthVector {
    Grid.logEases.logNormal(mean: 0, variance: easeVariance)
  }

  private var loneVoteAccuracy: Double {
    let outcome = VoteOutcome(preferred: .first, strength: .negligible)
    let likelihood = VoteLikelihood(logMultipliers: logMultipliers)
      .overStrengths(outcome, given: logReliabilities.softmax().probabilities)
    return Grid.first((logStrengths + likelihood.logarithm()).softmax().probabilities)
  }

  /// Moves mean and variances towards the most probable ones under the beliefs: the M step.
  ///
  /// The moments of the beliefs are set against those of the prior on the same nodes, so that
  /// beliefs without evidence, which equal the prior, change nothing.
  mutating func learn(annotators: [ReliabilityVector], items: [StrengthVector]) {
    let standard = Self.standard
    let reliabilities = logReliabilities.softmax().probabilities
    let offsets = Grid.reliabilities - reliabilityMean
    let shift = Surplus(annotators, over: reliabilities, of: Grid.reliabilities)
    let spread = Surplus(annotators, over: reliabilities, of: offsets * offsets)
    let weight = Self.annotatorWeight
    let count = weight + Double(annotators.count)
    let mean = weight * (standard.reliabilityMean - reliabilityMean) + shift.sum
    let variance = weight * (standard.reliabilityVariance - reliabilityVariance) + spread.sum
    // A crowd that never errs would otherwise leave the grid.
    reliabilityMean = Self.clamp(reliabilityMean + mean / count, Self.means)
    reliabilityVariance = Self.clamp(reliabilityVariance + variance / count, Self.variances)
    learnEase(items, weight: Self.itemWeight)
  }

  /// Moves the variance of ease by Fisher scoring.
  ///
  /// A few votes tell next to nothing of one item's ease, so EM, which counts each item in full,
  /// would take thousands of passes. Here items count by the squares of what they told; twice,
  /// which keeps the steps from overshooting.
  private mutating func learnEase(_ items: [StrengthVector], weight: Double) {
    let strengths = logStrengths.softmax().probabilities
    let surplus = Surplus(items, over: strengths, of: Grid.logEases * Grid.logEases)
    let count = weight + 2 * surplus.squares / surplus.variance
    let step = weight * (Self.standardEaseVariance - easeVariance) + surplus.sum
    let near = Self.clamp(easeVariance + step / count, easeVariance / 2...easeVariance * 2)
    easeVariance = Self.clamp(near, Self.variances)
  }

  private static func clamp(_ value: Double, _ range: ClosedRange<Double>) -> Double {
    min(max(value, range.lowerBound), range.upperBound)
  }
}
