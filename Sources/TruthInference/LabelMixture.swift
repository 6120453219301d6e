import Foundation
import Objectives

/// What is believed of the log-odds of an item's label: a mixture of normal distributions.
///
/// Given the ease β and the reliabilities, the log-odds are `β Σ ±m α` over the votes: linear,
/// since `log σ(x)/σ(−x) = x`. Each strength node gives one component; in it the reliabilities
/// are independent of each other.
struct LabelMixture: Sendable {
  private var components: [(weight: Double, mean: Double, deviation: Double)] = []

  /// Creates the mixture from the moments of `Σ ±m α` at each strength.
  init(belief: StrengthVector, mean: StrengthVector, variance: StrengthVector) {
    for node in belief.indices where belief[node] > 1e-6 {
      let ease = exp(Grid.logEases[node])
      // A node stands for a cell of ease, over which the log-odds vary too.
      let cell = Grid.easeStep * Grid.easeStep / 12 * mean[node] * mean[node]
      components.append(
        (belief[node], ease * mean[node], ease * (variance[node] + cell).squareRoot()))
    }
  }

  /// Returns the log-odds below which a share of the distribution lies, by bisection.
  func quantile(_ share: Double) -> Double {
    let total = components.reduce(0) { $0 + $1.weight }
    var low = components.reduce(0) { min($0, $1.mean - 8 * $1.deviation) }
    var high = components.reduce(0) { max($0, $1.mean + 8 * $1.deviation) }
    while high - low > 1e-4 {
      let middle = (low + high) / 2
      if below(middle) < share * total { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  private func below(_ point: Double) -> Double {
    components.reduce(0) { sum, component in
      guard component.deviation > 0 else {
        return sum + (component.mean <= point ? component.weight : 0)
      }
      let distance = (point - component.mean) / component.deviation
      return sum + component.weight * erfc(-distance / 2.0.squareRoot()) / 2
    }
  }
}
