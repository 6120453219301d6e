import Agreement
import Artifacts
import Foundation
import Labels

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
  /// Whether the server knows how long the judgements took.
  let isTimed: Bool
  private let details: [AnnotatorJudgement]

  /// Measures the judgements in force of one annotator, beside those of the others.
  init(_ annotator: String, _ own: [Answer], among votes: [String: [Answer]], _ pairs: PairLengths)
  {
    self.annotator = annotator
    preferences = own.filter { $0.preferred != nil }
    skipped = own.count { $0.verdict == .skip }
    neither = own.count - preferences.count - skipped
    late = own.count(where: \.isLate)
    remarks = own.count { $0.flag != nil || $0.comment != nil }
    isTimed = preferences.contains { $0.seconds != nil }
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

  private static func detail(
    _ answer: Answer, _ votes: [Answer], _ pairs: PairLengths
  ) -> AnnotatorJudgement {
    // Without a time, nothing is said about speed: one that nobody calls fast.
    var detail = AnnotatorJudgement(
      choseLeft: answer.preferred == answer.shownLeft, strength: answer.strength ?? .negligible,
      seconds: answer.seconds ?? Self.pause)
    let others = votes.filter { $0.annotator != answer.annotator }
    let lead = others.reduce(0) { sum, vote in
      sum + (vote.preferred == .first ? 1 : vote.preferred == .second ? -1 : 0)
    }
    if lead != 0 { detail.agreesWithPeers = (lead > 0) == (answer.preferred == .first) }
    if let (first, second) = pairs[answer.question] {
      detail.words = (first + second) / 6
      if first != second { detail.prefersLonger = (first > second) == (answer.preferred == .first) }
    }
    return detail
  }
}

/// How long both answers of each question are, in bytes.
typealias PairLengths = [String: (first: Int, second: Int)]
