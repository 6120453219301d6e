import Foundation

/// The beliefs about items and annotators, and the messages of votes between them.
///
/// Sum-product belief propagation on the graph of votes (Pearl 1988; for crowds Liu, Peng and
/// Ihler 2012). A message leaves out what its receiver said before, so that no vote is counted
/// twice; on a graph without cycles, such as one vote an item, the beliefs are exact.
///
/// A tie tells its item that the answers are hard to tell apart, and nothing else: that an
/// annotator could not decide is no evidence of being wrong.
struct BeliefPropagation: Sendable {
  private let table: VoteTable
  /// The belief about each item.
  private(set) var items: [StrengthVector]
  /// The belief about each item without its ties.
  private(set) var decided: [StrengthVector]
  /// The belief about each annotator.
  private(set) var annotators: [ReliabilityVector]
  /// What is believed of each vote's item without the vote.
  private(set) var itemCavities: [StrengthVector]
  /// What is believed of each vote's annotator without the vote.
  private(set) var annotatorCavities: [ReliabilityVector]
  /// The likelihood that each vote tells its item.
  private var toItems: [StrengthVector]
  /// The likelihood that each vote tells its annotator.
  private var toAnnotators: [ReliabilityVector]
  /// The logarithm of the probability of the votes, in Bethe's approximation.
  private(set) var logLikelihood = 0.0
  /// How the likelihood changes with the strength multipliers.
  private(set) var score = StrengthScore()

  /// Creates the beliefs before any vote.
  init(_ table: VoteTable, prior: CrowdPrior) {
    self.table = table
    let reliabilities = prior.logReliabilities.softmax().probabilities
    let strengths = prior.logStrengths.softmax().probabilities
    items = table.items.map { _ in strengths }
    decided = items
    annotators = table.annotators.map { _ in reliabilities }
    itemCavities = table.entries.map { _ in strengths }
    annotatorCavities = table.entries.map { _ in reliabilities }
    let likelihood = VoteLikelihood(logMultipliers: prior.logMultipliers)
    toItems = table.entries.map { likelihood.overStrengths($0.outcome, given: reliabilities) }
    toAnnotators = table.entries.map { _ in ReliabilityVector(repeating: 1) }
  }

  /// Passes every message once, to the annotators and back.
  mutating func pass(_ prior: CrowdPrior) {
    let likelihood = VoteLikelihood(logMultipliers: prior.logMultipliers)
    score = StrengthScore()
    logLikelihood = updateItems(prior.logStrengths)
    logLikelihood += updateAnnotators(prior.logReliabilities, likelihood)
    for (vote, entry) in table.entries.enumerated() {
      let cavity = (annotators[entry.annotator] / toAnnotators[vote]).normalized()
      annotatorCavities[vote] = cavity
      toItems[vote] = likelihood.overStrengths(entry.outcome, given: cavity)
      let probability = (itemCavities[vote] * toItems[vote]).sum()
      logLikelihood -= log(probability)
      guard entry.outcome.preferred != nil else { continue }
      let slope = itemCavities[vote] * likelihood.slopes(entry.outcome, given: cavity)
      score.add(slope.sum() / probability, for: entry.outcome)
    }
  }

  /// Returns the logarithm of the items' share of the likelihood.
  private mutating func updateItems(_ logPrior: StrengthVector) -> Double {
    var logLikelihood = 0.0
    for (item, votes) in table.ranges.enumerated() {
      var (sides, ties) = (logPrior, StrengthVector())
      for vote in votes {
        let message = toItems[vote].logarithm()
        let isTie = table.entries[vote].outcome.preferred == nil
        if isTie { ties += message } else { sides += message }
      }
      let (belief, logSum) = (sides + ties).softmax()
      items[item] = belief
      decided[item] = sides.softmax().probabilities
      logLikelihood += logSum
      for vote in votes { itemCavities[vote] = (belief / toItems[vote]).normalized() }
    }
    return logLikelihood
  }

  /// Returns the logarithm of the annotators' share of the likelihood.
  private mutating func updateAnnotators(
    _ logPrior: ReliabilityVector, _ likelihood: VoteLikelihood
  ) -> Double {
    var logs = table.annotators.map { _ in logPrior }
    for (vote, entry) in table.entries.enumerated() where entry.outcome.preferred != nil {
      let message = likelihood.overReliabilities(entry.outcome, given: itemCavities[vote])
      toAnnotators[vote] = message
      logs[entry.annotator] += message.logarithm()
    }
    var logLikelihood = 0.0
    for (annotator, sum) in logs.enumerated() {
      let (belief, logSum) = sum.softmax()
      annotators[annotator] = belief
      logLikelihood += logSum
    }
    return logLikelihood
  }
}
