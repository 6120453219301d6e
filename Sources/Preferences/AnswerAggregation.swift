package import Artifacts
package import Labels

/// What several people's answers to one question say together.
///
/// Each person has one voice, the newest answer. The side with more voices is preferred; with as
/// many on either side nothing is. The strength is the mean over all voices, those for the other
/// side counting against it, to the nearest grade, the weaker one in the middle. An answer is safe
/// if more people who were asked say so than not: in doubt it is unsafe.
package enum AnswerAggregation {
  /// What the answers to a question say.
  package struct Verdict: Hashable, Sendable {
    /// The side that more people prefer; none where as many prefer either.
    package let preferred: PairSide?
    /// How much better it is.
    package let strength: PreferenceStrength
    /// Which answers are safe, where somebody was asked.
    package let safety: PairSafety?
    /// How many people answered.
    package let annotators: Int
    /// Whether they all prefer the same side.
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

  /// The newest answer of each person to each question, in their order.
  package static func inForce(_ answers: [Answer]) -> [Answer] {
    // By their bytes: two spellings of a name that look alike are two people.
    var seen: Set<[[UInt8]]> = []
    return answers.reversed().filter {
      seen.insert([Array($0.question.utf8), Array($0.annotator.utf8)]).inserted
    }.reversed()
  }

  private static func strength(of voices: [Answer], for side: PairSide) -> PreferenceStrength {
    let sum = voices.reduce(0) {
      $0 + ($1.preferred == side ? $1.strength.rawValue : -$1.strength.rawValue)
    }
    // The nearest whole number to sum / n, and the smaller one in the middle between two.
    let mean = sum <= 0 ? 0 : (2 * sum + voices.count - 1) / (2 * voices.count)
    // A mean of levels is between the lowest and the highest.
    return PreferenceStrength(rawValue: mean) ?? .significantly
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
