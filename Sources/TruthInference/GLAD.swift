import Foundation
import Labels
import Objectives

/// Soft labels from the votes of annotators of unequal reliability on items of unequal ease.
///
/// The model is GLAD (Whitehill et al. 2009), which is Dawid and Skene's (1979) with two classes
/// and an ease for each item: `log-odds of a right vote = α m β` with the reliability α of the
/// annotator, the multiplier m of the strength given, and the ease `β > 0` of the item. The
/// link is Bradley and Terry's (1952), as in the loss that the labels are for, with `z β` as the
/// difference of the answers' worth and z = ±1 the side that is better.
///
/// Whitehill et al. estimate one number for α and β each; with one to five votes an item that is
/// far too sure of itself. Here both are integrated out, by `BeliefPropagation` on a grid, and only
/// the numbers that all items and annotators share are estimated, by EM: mean and variance of α,
/// variance of log β, and m. Either side is better with prior probability ½: a prior learnt from
/// the votes could not tell better first answers from annotators who like the first side.
package struct GLAD: Equatable, Sendable {
  /// The most passes over the votes.
  package var maximumIterations = 200
  /// The labels have converged when none moves by more in a pass.
  package var tolerance = 1e-4

  /// Creates the standard settings.
  package init() {}

  /// Infers labels and reliabilities; the order of the votes does not change a bit of them.
  ///
  /// Several votes of one annotator on one item count as one.
  package func fit(_ votes: [PreferenceVote]) -> CrowdEstimate {
    let table = VoteTable(votes)
    var prior = CrowdPrior.standard
    var graph = BeliefPropagation(table, prior: prior)
    var iterations = 0
    var change = table.items.isEmpty ? 0 : Double.infinity
    while change > tolerance, iterations < maximumIterations {
      let before = graph.items
      graph.pass(prior)
      iterations += 1
      change = zip(before, graph.items).reduce(0) {
        max($0, abs(Grid.first($1.0) - Grid.first($1.1)))
      }
      prior.learn(annotators: graph.annotators, items: graph.decided)
      prior.logMultipliers = graph.score.step(from: prior.logMultipliers)
    }
    let reading = CrowdReading(table: table, graph: graph, prior: prior)
    return CrowdEstimate(
      labels: reading.labels, annotators: reading.annotators, multipliers: reading.multipliers,
      crowdReliability: prior.reliabilityMean, converged: change <= tolerance,
      iterations: iterations, logLikelihood: graph.logLikelihood)
  }
}
