import Foundation
import Labels
import Objectives

/// What converged beliefs say, with intervals.
struct CrowdReading: Sendable {
  let table: VoteTable
  let graph: BeliefPropagation
  let prior: CrowdPrior

  /// The label of each item.
  var labels: [SoftLabel] {
    let likelihood = VoteLikelihood(logMultipliers: prior.logMultipliers)
    return table.items.indices.map { item in
      let value = Grid.first(graph.items[item])
      let mixture = mixture(of: item, likelihood)
      return SoftLabel(
        item: table.items[item],
        first: Interval(
          value: value, low: min(value, Logistic.sigmoid(mixture.quantile(0.025))),
          high: max(value, Logistic.sigmoid(mixture.quantile(0.975))),
          count: table.ranges[item].count))
    }
  }

  private func mixture(of item: Int, _ likelihood: VoteLikelihood) -> LabelMixture {
    var (mean, variance) = (StrengthVector(), StrengthVector())
    for vote in table.ranges[item] {
      let outcome = table.entries[vote].outcome
      let cavity = graph.annotatorCavities[vote]
      let total = likelihood.overStrengths(outcome, given: cavity)
      let first = likelihood.overStrengths(outcome, given: cavity * Grid.reliabilities) / total
      let second =
        likelihood.overStrengths(
          outcome, given: cavity * Grid.reliabilities * Grid.reliabilities) / total
      let factor = outcome.sign * exp(prior.logMultipliers[outcome.strength.rawValue])
      mean += first * factor
      variance += (second - first * first) * (factor * factor)
    }
    variance.replace(with: 0, where: variance .< 0)
    return LabelMixture(belief: graph.items[item], mean: mean, variance: variance)
  }

  /// The reliability of each annotator.
  var annotators: [AnnotatorReliability] {
    var counts = table.annotators.map { _ in 0 }
    for entry in table.entries { counts[entry.annotator] += 1 }
    return table.annotators.indices.map { annotator in
      let belief = graph.annotators[annotator]
      let value = (belief * Grid.reliabilities).sum()
      return AnnotatorReliability(
        annotator: table.annotators[annotator],
        reliability: Interval(
          value: value, low: min(value, Grid.quantile(0.025, of: belief)),
          high: max(value, Grid.quantile(0.975, of: belief)), count: counts[annotator]))
    }
  }

  /// The multiplier of each strength.
  var multipliers: [PreferenceStrength: Double] {
    Dictionary(
      uniqueKeysWithValues: PreferenceStrength.allCases.map {
        ($0, exp(prior.logMultipliers[$0.rawValue]))
      })
  }
}
