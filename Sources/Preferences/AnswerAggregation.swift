package import Artifacts
package import Labels

/// The aggregate of several annotators' judgements of one question.
///
/// Each annotator has one vote, the newest judgement; one who skips has none. A side is preferred
/// if it has more votes than the other and no fewer than neither (ties, both bad, cannot tell). The
/// strength is the mean over all votes, those for the other side counted as negative and those for
/// neither as 0, rounded to the nearest level, halves to the weaker one. An answer is safe if more
/// of the annotators asked say so than not: a tie counts as unsafe.
package enum AnswerAggregation {
  /// The outcome for a question.
  package struct Verdict: Hashable, Sendable {
    /// The side that more annotators prefer, if there is one.
    package let preferred: PairSide?
    /// How many prefer the first answer.
    package let forFirst: Int
    /// How many prefer the second answer.
    package let forSecond: Int
    /// How much better it is.
    package let strength: PreferenceStrength
    /// Which answers are safe, if anybody was asked.
    package let safety: PairSafety?
    /// How many annotators judged it.
    package let annotators: Int
    /// Whether all annotators prefer the same side, or all neither.
    package let agree: Bool
  }

  /// Returns what the answers to one question say, oldest first; nothing without an answer.
  package static func verdict(of answers: [Answer]) -> Verdict? {
    let voices = votes(answers)
    guard !voices.isEmpty else { return nil }
    let forFirst = voices.count { $0.preferred == .first }
    let forSecond = voices.count { $0.preferred == .second }
    let forNeither = voices.count - forFirst - forSecond
    let isDecided = forFirst != forSecond && max(forFirst, forSecond) >= forNeither
    let preferred: PairSide? = isDecided ? (forFirst > forSecond ? .first : .second) : nil
    return Verdict(
      preferred: preferred, forFirst: forFirst, forSecond: forSecond,
      strength: preferred.map { strength(of: voices, for: $0) } ?? .negligible,
      safety: safety(of: voices), annotators: voices.count,
      agree: [forFirst, forSecond, forNeither].contains(voices.count))
  }

  /// The judgements in force but those that skip the question.
  package static func votes(_ answers: [Answer]) -> [Answer] {
    inForce(answers).filter { $0.verdict != .skip }
  }

  /// The newest judgement of each annotator of each question, in order, skips included.
  package static func inForce(_ answers: [Answer]) -> [Answer] {
    // Compared as bytes: two spellings of a name that look alike are two annotators.
    var seen: Set<[[UInt8]]> = []
    return answers.reversed().filter {
      seen.insert([Array($0.question.utf8), Array($0.annotator.utf8)]).inserted
    }.reversed()
  }

  private static func strength(of voices: [Answer], for side: PairSide) -> PreferenceStrength {
    let sum = voices.reduce(0) {
      let level = $1.strength?.rawValue ?? 0
      return $0 + ($1.preferred == side ? level : -level)
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
