import Agreement
import Artifacts
import Foundation
import Labels

/// What one annotator's judgements in a collection say about their work.
struct AnnotatorWork: Sendable {
  /// How long a pause ends a sitting, in seconds.
  static let pause: TimeInterval = 1_800
  /// How many bytes a word of English has on average, with the blank behind it.
  private static let bytesPerWord = 6

  /// The opaque id.
  let annotator: String
  /// How many judgements prefer a side.
  let preferred: Int
  /// How many pairs were called equal, both bad or undecidable.
  let neither: Int
  /// How many pairs were skipped.
  let skipped: Int
  /// How many judgements came when others had been asked already.
  let late: Int
  /// The numbers over the judgements that prefer a side.
  let quality: AnnotatorQuality

  /// Measures the judgements in force of one annotator, oldest first, beside those of the others.
  init(
    _ annotator: String, _ own: [Answer], late: Int, among votes: [String: [Answer]],
    _ pairs: PairLengths
  ) {
    self.annotator = annotator
    self.late = late
    let preferences = own.filter { $0.preferred != nil }
    preferred = preferences.count
    skipped = own.count { $0.verdict == .skip }
    neither = own.count - preferred - skipped
    quality = AnnotatorQuality(
      of: Self.sittings(preferences).map { sitting in
        sitting.map { Self.judgement($0, votes[$0.question, default: []], pairs) }
      })
  }

  private static func sittings(_ answers: [Answer]) -> [[Answer]] {
    answers.reduce(into: []) { sittings, answer in
      let last = sittings.last?.last?.createdAt
      if let last, answer.createdAt.timeIntervalSince(last) <= pause {
        sittings[sittings.count - 1].append(answer)
      } else {
        sittings.append([answer])
      }
    }
  }

  private static func judgement(
    _ answer: Answer, _ votes: [Answer], _ pairs: PairLengths
  ) -> AnnotatorJudgement {
    var judgement = AnnotatorJudgement(
      choseLeft: answer.preferred == answer.shownLeft, strength: answer.strength ?? .negligible,
      seconds: answer.seconds)
    judgement.peers = peers(of: answer, votes)
    if let (first, second) = pairs[answer.question] {
      judgement.words = (first + second) / bytesPerWord
      if first != second {
        judgement.prefersLonger = (first > second) == (answer.preferred == .first)
      }
    }
    return judgement
  }

  private static func peers(of answer: Answer, _ votes: [Answer]) -> PeerMajority? {
    let sides = votes.filter { $0.annotator != answer.annotator }.compactMap(\.preferred)
    let first = sides.count { $0 == .first }
    guard 2 * first != sides.count else { return nil }
    return PeerMajority(
      agrees: (2 * first > sides.count) == (answer.preferred == .first), voters: sides.count)
  }
}

/// How long both answers of each question are, in bytes.
typealias PairLengths = [String: (first: Int, second: Int)]
