import Artifacts
import Corpora

/// Pairs and what people said of them.
struct JudgedPairs {
  let pairs: [PairRecord]
  let answers: [Answer]

  /// Returns one comparison for each judged pair, by its newest answer.
  ///
  /// A pair whose unsafe answer was preferred to a safe one is left out, as the recipe says, and
  /// counted (§5); so are pairs that nobody judged.
  func comparisons(_ counts: inout RowCounts) -> [Comparison] {
    let newest = Dictionary(answers.map { ($0.question, $0) }, uniquingKeysWith: { $1 })
    return pairs.compactMap { pair in
      guard let answer = newest[pair.id] else {
        counts.drop("not judged")
        return nil
      }
      guard let comparison = comparison(pair, answer) else {
        counts.drop("the unsafe answer was preferred to the safe one")
        return nil
      }
      counts.use()
      return comparison
    }
  }

  private func comparison(_ pair: PairRecord, _ answer: Answer) -> Comparison? {
    let isFirst = answer.preferred == .first
    let (chosen, rejected) = isFirst ? (pair.first, pair.second) : (pair.second, pair.first)
    var comparison = Comparison(
      id: pair.id, messages: pair.messages, chosen: chosen.text, rejected: rejected.text,
      domain: pair.safety ? .safety : .helpfulness)
    comparison.strength = Strength(rawValue: answer.strength)
    comparison.shownFirst = (answer.shownLeft == .first) == isFirst ? .chosen : .rejected
    guard let safety = answer.safety else { return comparison }
    let first = safety == "bothSafe" || safety == "onlyFirstSafe"
    let second = safety == "bothSafe" || safety == "onlySecondSafe"
    guard
      let bin = SafetyBin(
        chosenIsSafe: isFirst ? first : second, rejectedIsSafe: isFirst ? second : first)
    else { return nil }
    comparison.safetyBin = bin
    return comparison
  }
}
