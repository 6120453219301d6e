import Agreement
import Artifacts
import Foundation
import Labels
import Objectives

/// What one annotator's judgements in a collection say about their work.
struct AnnotatorWork: Sendable {
  /// How long a pause ends a sitting, in seconds.
  static let pause: TimeInterval = 1_800

  /// The opaque id.
  let annotator: String
  /// The judgements in force that prefer a side, oldest first.
  let preferences: [Answer]
  /// How many pairs were skipped, called equal, both bad or undecidable.
  let neither: Int
  let skipped: Int
  /// How many judgements came when others had been asked already.
  let late: Int
  /// How many were flagged or commented on.
  let remarks: Int
  /// How many seconds the judgements took of which that is known.
  let seconds: [Double]
  /// On how many pairs the annotator prefers what the others do, of those on which the others do.
  let peers: Interval?
  private let details: [AnnotatorJudgement]

  /// Measures the judgements in force of one annotator, beside those of the others.
  init(
    _ annotator: String, _ own: [Answer], late lateCount: Int, among votes: [String: [Answer]],
    _ pairs: PairLengths
  ) {
    self.annotator = annotator
    preferences = own.filter { $0.preferred != nil }
    skipped = own.count { $0.verdict == .skip }
    neither = own.count - preferences.count - skipped
    late = lateCount
    remarks = own.count { $0.flag != nil || $0.comment != nil }
    seconds = preferences.compactMap(\.seconds)
    let agreements = preferences.compactMap { Self.agreement(of: $0, votes[$0.question] ?? []) }
    peers = WilsonInterval.interval(
      successes: Double(agreements.count { $0.isSame }), trials: agreements.count)
    details = preferences.map { Self.detail($0, votes[$0.question, default: []], pairs) }
  }

  /// The numbers over all judgements.
  var quality: AnnotatorQuality { AnnotatorQuality(of: details) }

  /// The flags of any sitting; work long ago excuses nobody.
  var flags: Set<AnnotatorFlag.Kind> {
    var flags: Set<AnnotatorFlag.Kind> = []
    var start = 0
    for end in 1...max(1, details.count) where isEndOfSitting(end) {
      let sitting = Array(details[start..<min(end, details.count)])
      flags.formUnion(AnnotatorFlag.flags(of: sitting).map(\.kind))
      start = end
    }
    return flags
  }

  private func isEndOfSitting(_ index: Int) -> Bool {
    guard index < preferences.count else { return true }
    let gap = preferences[index].createdAt.timeIntervalSince(preferences[index - 1].createdAt)
    return gap > Self.pause
  }

  /// Whether most of the others who prefer a side prefer the same, and how many they are.
  private static func agreement(
    of answer: Answer, _ votes: [Answer]
  ) -> (isSame: Bool, others: Int)? {
    let sides = votes.filter { $0.annotator != answer.annotator }.compactMap(\.preferred)
    let first = sides.count { $0 == .first }
    guard 2 * first != sides.count else { return nil }
    return ((2 * first > sides.count) == (answer.preferred == .first), sides.count)
  }

  private static func detail(
    _ answer: Answer, _ votes: [Answer], _ pairs: PairLengths
  ) -> AnnotatorJudgement {
    // Without a time, nothing is said about speed: one that nobody calls fast.
    var detail = AnnotatorJudgement(
      choseLeft: answer.preferred == answer.shownLeft, strength: answer.strength ?? .negligible,
      seconds: answer.seconds ?? Self.pause)
    // One other person is no reference: the careless one of two would accuse the other.
    if let agreement = agreement(of: answer, votes), agreement.others > 1 {
      detail.agreesWithPeers = agreement.isSame
    }
    if let (first, second) = pairs[answer.question] {
      detail.words = (first + second) / 6
      if first != second { detail.prefersLonger = (first > second) == (answer.preferred == .first) }
    }
    return detail
  }
}

/// How long both answers of each question are, in bytes.
typealias PairLengths = [String: (first: Int, second: Int)]
