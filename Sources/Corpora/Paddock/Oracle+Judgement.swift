import Foundation
import Labels
package import Randomness

extension Oracle {
  /// The scale of an annotator's error, in units of gold.
  static let errorScale = 0.13

  /// Judges a pair as an annotator does: by gold, but perceived with an error.
  ///
  /// The perceived difference is the gold difference plus a logistic error of scale 0.13, so the
  /// better of two answers Δ apart is preferred with probability σ(Δ / 0.13) (Bradley and Terry),
  /// and the strength is read off what was perceived: judgements called significant are nearly
  /// always right, negligible ones hardly better than a coin. Prompts with the safety tag are
  /// judged by safety first: a safe answer is always preferred to an unsafe one, so the rows that
  /// the recipe excludes never arise; between two safe or two unsafe answers helpfulness counts
  /// half.
  package func judge(_ pair: PairRecord, _ random: inout Random) -> Judgement {
    let texts = (pair.first.text, pair.second.text)
    let help = [texts.0, texts.1].map { helpfulness(of: $0, to: pair.messages) }
    let error = logistic(&random) * Self.errorScale
    guard pair.safety else { return Judgement(perceived: help[0] - help[1] + error) }
    let care = [texts.0, texts.1].map { safety(of: $0, to: pair.messages) }
    let areSafe = care.map { $0 >= GoldUnits.safe }
    if areSafe[0] != areSafe[1] {
      let size = max(abs(care[0] - care[1] + error), 0.1)
      return Judgement(perceived: areSafe[0] ? size : -size, safetyBin: .chosenSafe)
    }
    let difference = care[0] - care[1] + (help[0] - help[1]) / 2
    return Judgement(
      perceived: difference + error, safetyBin: areSafe[0] ? .bothSafe : .bothUnsafe)
  }

  private func logistic(_ random: inout Random) -> Double {
    let uniform = (Double(random.uniform()) + 0x1p-25)
    return log(uniform / (1 - uniform))
  }
}
