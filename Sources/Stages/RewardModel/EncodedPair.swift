package import Corpora
import Objectives
import Tokenization

/// A comparison as tokens.
package struct EncodedPair: Sendable {
  var chosen: [Int32]
  var rejected: [Int32]
  /// The number of tokens of each answer alone, its end included.
  var lengths: (chosen: Int, rejected: Int)
  var comparison: Comparison

  /// The number of tokens of both sides together.
  package var tokenCount: Int { chosen.count + rejected.count }
  var strength: PreferenceStrength? {
    comparison.strength.flatMap { PreferenceStrength(rawValue: $0.rawValue) }
  }
  var safety: PairSafety? {
    comparison.safetyBin.flatMap { PairSafety(rawValue: $0.rawValue) }
  }
}

extension Vocabulary {
  /// Encodes comparisons whole; a pair of which either side does not fit is counted, never cut.
  package func pairs(
    _ comparisons: [Comparison], maximumTokens: Int, _ counts: inout RowCounts
  ) -> [EncodedPair] {
    comparisons.compactMap { comparison in
      var trial = RowCounts()
      let context = comparison.messages
      guard
        let chosen = conversation(
          context + [ChatMessage(.assistant, comparison.chosen)], &trial),
        let rejected = conversation(
          context + [ChatMessage(.assistant, comparison.rejected)], &trial)
      else {
        counts += trial
        return nil
      }
      let longest = max(chosen.tokens.count, rejected.tokens.count)
      guard longest <= maximumTokens else {
        counts.drop("an answer longer than \(maximumTokens) tokens")
        return nil
      }
      guard chosen.tokens != rejected.tokens else {
        counts.drop("answers equal in tokens")
        return nil
      }
      counts.use()
      return EncodedPair(
        chosen: chosen.tokens, rejected: rejected.tokens,
        lengths: (chosen.answers.last?.count ?? 0, rejected.answers.last?.count ?? 0),
        comparison: comparison)
    }
  }
}
