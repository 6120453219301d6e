/// Rules that pick an answer without reading it; a reward model must beat the best of them.
package enum NullBaseline {
  /// Returns the accuracy of "the longer answer wins", equal lengths counting ½.
  package static func longerWins(chosenLengths: [Int], rejectedLengths: [Int]) -> PairwiseAccuracy {
    // Single precision is exact up to 2²⁴, far beyond any answer.
    PairwiseAccuracy(
      chosen: chosenLengths.map(Float.init), rejected: rejectedLengths.map(Float.init))
  }

  /// Returns the accuracy of "the answer shown first wins" over the pairs with a known order.
  package static func firstWins(chosenShownFirst: [Bool?]) -> PairwiseAccuracy {
    let known = chosenShownFirst.compactMap(\.self)
    return PairwiseAccuracy(
      chosen: known.map { $0 ? 1 : 0 }, rejected: known.map { $0 ? 0 : 1 })
  }
}
