package import Labels

/// The auxiliary loss of the safety reward model, `λ · ½ [bce(s_c) + bce(s_r)]`.
///
/// Llama 2, §A.3.3 reports only the effect of such a term; the form is ours:
/// `bce(s, safe) = softplus(−s)` and `bce(s, unsafe) = softplus(s)`. Pairs without a bin add
/// nothing, and the mean runs over all pairs, binned or not.
package enum SafetyAuxiliary {
  /// Returns the loss and its gradients, `∂bce/∂s = σ(s) − [safe]`.
  package static func value(
    chosen: [Float], rejected: [Float], bins: [SafetyBin?], weight: Double = 1,
    totalPairs: Int? = nil
  ) -> PairObjectiveValue {
    let count = chosen.count
    precondition(
      rejected.count == count && bins.count == count,
      "safety loss of \(count) chosen, \(rejected.count) rejected, \(bins.count) bins")
    let total = Double(totalPairs ?? count)
    precondition(total > 0, "the safety loss needs at least one pair")
    let sides = (0..<count).map { row in
      bins[row].map { bin in
        (
          chosen: Side(score: chosen[row], isSafe: bin.chosenIsSafe),
          rejected: Side(score: rejected[row], isSafe: bin.rejectedIsSafe)
        )
      }
    }
    let terms = sides.map { ($0.map { $0.chosen.loss + $0.rejected.loss } ?? 0) * weight / 2 }
    let scale = weight / 2 / total
    return PairObjectiveValue(
      value: terms.reduce(0, +) / total, terms: terms,
      chosenGradient: sides.map { Float(($0?.chosen.slope ?? 0) * scale) },
      rejectedGradient: sides.map { Float(($0?.rejected.slope ?? 0) * scale) })
  }

  /// The binary cross-entropy of one answer and its derivative.
  private struct Side {
    let loss: Double
    let slope: Double

    init(score: Float, isSafe: Bool) {
      let score = Double(score)
      loss = Logistic.softplus(isSafe ? -score : score)
      slope = Logistic.sigmoid(score) - (isSafe ? 1 : 0)
    }
  }
}
