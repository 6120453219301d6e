package import Artifacts
package import Labels

/// The aggregate of several annotators' judgements of one question.
///
/// Each annotator has one vote, the newest judgement. The side with more votes is preferred; a tie
/// prefers neither. The strength is the mean over all votes, those for the other side counted as
/// negative, rounded to the nearest level, halves to the weaker one. An answer is safe if more of
/// the annotators asked say so than not: a tie counts as unsafe.
package enum AnswerAggregation {
  /// The outcome for a question.
  package struct Verdict: Hashable, Sendable {
    /// The side that more annotators prefer; none for a tie.
    package let preferred: PairSide?
    /// How much better it is.
    package let strength: PreferenceStrength
    /// Which answers are safe, if anybody was asked.
    package let safety: PairSafety?
    /// How many annotators judged it.
    package let annotators: Int
    /// Whether all annotators prefer the same side.
    package let agree: Bool
  }

  /// Returns what the answers to one question say, oldest first; nothing without an answer.
  package static func verdict(of answers: [Answer]) -> Verdict? {
    let voices = inForce(answers)
    guard !voices.isEmpty else { return nil }
    let forFirst = voices.count { $0.preferred == .first }
    let forSecond = voices.count - forFirst
    let preferred: PairSide? =
      forFirst == forSecond ? nil : forFirst > forSecond ? .first : .second
    return Verdict(
      preferred: preferred,
      strength: preferred.map { strength(of: voices, for: $0) } ?? .negligible,
      safety: safety(of: voices), annotators: voices.count,
      agree: forFirst == 0 || forSecond == 0)
  }

  /// The newest judgement of each annotator of each question, in order.
  package static func inForce(_ answers: [Answer]) -> [Answer] {
    // Compared as bytes: two spellings of a name that look alike are two annotators.
    var seen: Set<[[UInt8]]> = []
    return answers.reversed().filter {
      seen.insert([Array($0.question.utf8), Array($0.annotator.utf8)]).inserted
    }.reversed()
  }

  private static func strength(of voices: [Answer], for side: PairSide) -> PreferenceStrength {
    let sum = voices.reduce(0) {
      $0 + ($1.preferred == side ? $1.strength.rawValue : -$1.strength.rawValue)
    }
    // The nearest integer to sum / n; halves round down.
    let mean = sum <= 0 ? 0 : (2 * sum + voices.count - 1) / (2 * voices.count)
    // A mean of levels is between the lowest and the highest.
    return PreferenceStrength.allCases[mean]
  }

  private static func safety(of voices: [Answer]) -> PairSafety? {
    let said = voices.compactMap(\.safety)
    guard !said.isEmpty else { return nil }
    let isSafe = PairSide.allCases.map { side in
      2 * said.count { $0.isSafe(side) } > said.count
    }
    return PairSafety(firstIsSafe: isSafe[0], secondIsSafe: isSafe[1])
  }
}
