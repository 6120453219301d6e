package import Corpora
import Labels
import Objectives
import Tokenization

/// A tokenized comparison.
package struct EncodedPair: Sendable {
  /// The prompt with the chosen answer.
  package private(set) var chosen: [Int32]
  /// The prompt with the rejected answer.
  package private(set) var rejected: [Int32]
  /// The number of tokens of each answer alone, including EOS where there is one.
  private(set) var lengths: (chosen: Int, rejected: Int)
  private(set) var comparison: Comparison

  /// The number of tokens of both sides together.
  package var tokenCount: Int { chosen.count + rejected.count }
  var strength: PreferenceStrength? { comparison.strength }
  var safety: SafetyBin? { comparison.safetyBin }
  var probability: Double? { comparison.probability }
}

extension TokenizerBundle {
  /// Encodes comparisons untruncated; a pair with a side that is too long is dropped and counted.
  ///
  /// - Parameter limit: after how many usable pairs to stop; none is all. Rows after it are not
  ///   read, nor counted.
  package func pairs(
    _ comparisons: [Comparison], maximumLength: Int, atMost limit: Int? = nil,
    _ counts: inout RowCounts
  ) -> [EncodedPair] {
    var pairs: [EncodedPair] = []
    for comparison in comparisons {
      if let limit, pairs.count >= limit { break }
      if let pair = pair(comparison, maximumLength: maximumLength, &counts) { pairs.append(pair) }
    }
    return pairs
  }

  private func pair(
    _ comparison: Comparison, maximumLength: Int, _ counts: inout RowCounts
  ) -> EncodedPair? {
    guard let chosen = answered(comparison, .chosen, &counts),
      let rejected = answered(comparison, .rejected, &counts)
    else { return nil }
    let longest = max(chosen.tokens.count, rejected.tokens.count)
    guard longest <= maximumLength else {
      counts.drop("an answer longer than \(maximumLength) tokens")
      return nil
    }
    guard chosen.tokens != rejected.tokens else {
      counts.drop("answers equal in tokens")
      return nil
    }
    counts.use()
    return EncodedPair(
      chosen: chosen.tokens, rejected: rejected.tokens,
      lengths: (chosen.answerLength, rejected.answerLength), comparison: comparison)
  }

  private func answered(
    _ comparison: Comparison, _ side: Comparison.Side, _ counts: inout RowCounts
  ) -> AnsweredPrompt? {
    do {
      return try answered(comparison.messages, comparison.answer(side))
    } catch let error as TokenizationError {
      counts.drop(error.reason)
    } catch {
      counts.drop("cannot be laid out")
    }
    return nil
  }
}
