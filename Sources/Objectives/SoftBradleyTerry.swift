/// The ranking loss under a soft label, the mean of the paper's loss over which side is better.
///
/// With `Δ = s_c − s_r` and p the probability that the chosen answer is the better one,
/// `L = −p log σ(Δ − m) − (1 − p) log σ(−Δ − m)`: the loss of Llama 2, equation 2, as expected
/// when the label is drawn from p; the margin is on the preferred side, whichever that is. p = 1
/// gives `BradleyTerry`, and exchanging the answers and p with 1 − p changes nothing at any m, so
/// p = ½ asks for Δ = 0. The cross-entropy of `σ(Δ − m)` with p would push equals apart by m, and
/// the other way as soon as p falls below ½. Soft targets of comparisons as in Mitchell (2023,
/// conservative DPO), there without a margin.
package enum SoftBradleyTerry {
  /// Returns the loss of one pair.
  package static func loss(difference: Double, margin: Double, probability: Double) -> Double {
    // 0 · ∞ would be no number where a score is infinite.
    (probability > 0 ? probability * Logistic.softplus(margin - difference) : 0)
      + (probability < 1 ? (1 - probability) * Logistic.softplus(margin + difference) : 0)
  }

  /// Returns `dL/dΔ = −p σ(m − Δ) + (1 − p) σ(m + Δ)` of one pair.
  package static func slope(difference: Double, margin: Double, probability: Double) -> Double {
    (1 - probability) * Logistic.sigmoid(margin + difference)
      - probability * Logistic.sigmoid(margin - difference)
  }

  /// Returns the mean loss and its gradients, `∂L/∂s_c = L'(Δ) / n = −∂L/∂s_r`.
  ///
  /// - Parameter totalPairs: the pairs of the whole optimizer batch when these are a part of it.
  package static func value(
    chosen: [Float], rejected: [Float], margins: [Float], probabilities: [Double],
    totalPairs: Int? = nil
  ) -> PairObjectiveValue {
    let count = chosen.count
    precondition(
      rejected.count == count && margins.count == count && probabilities.count == count,
      "soft ranking loss of \(count) chosen, \(rejected.count) rejected, \(margins.count) margins, "
        + "\(probabilities.count) probabilities")
    precondition(probabilities.allSatisfy { (0...1).contains($0) }, "a probability is 0 to 1")
    let total = Double(totalPairs ?? count)
    precondition(total > 0, "the soft ranking loss needs at least one pair")
    let gaps = (0..<count).map { Double(chosen[$0]) - Double(rejected[$0]) }
    let rows = zip(gaps, zip(margins.map(Double.init), probabilities))
    let terms = rows.map { loss(difference: $0, margin: $1.0, probability: $1.1) }
    let slopes = rows.map { slope(difference: $0, margin: $1.0, probability: $1.1) }
    return PairObjectiveValue(
      value: terms.reduce(0, +) / total, terms: terms,
      chosenGradient: slopes.map { Float($0 / total) },
      rejectedGradient: slopes.map { Float(-$0 / total) })
  }
}
