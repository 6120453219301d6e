/// A loss over pairs and its gradients with respect to the chosen and the rejected scores.
package struct PairObjectiveValue: Equatable, Sendable {
  /// The mean loss over the pairs.
  package let value: Double
  /// The loss of each pair before the mean.
  package let terms: [Double]
  /// The derivative with respect to each chosen score.
  package let chosenGradient: [Float]
  /// The derivative with respect to each rejected score.
  package let rejectedGradient: [Float]

  /// Returns the sum of two losses over the same pairs.
  package static func + (left: Self, right: Self) -> PairObjectiveValue {
    precondition(
      left.terms.count == right.terms.count,
      "cannot add losses over \(left.terms.count) and \(right.terms.count) pairs")
    return PairObjectiveValue(
      value: left.value + right.value,
      terms: zip(left.terms, right.terms).map(+),
      chosenGradient: zip(left.chosenGradient, right.chosenGradient).map(+),
      rejectedGradient: zip(left.rejectedGradient, right.rejectedGradient).map(+))
  }
}
