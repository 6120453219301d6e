/// A reason to look at an annotator's work; a person decides what follows.
package struct AnnotatorFlag: Equatable, Sendable {
  /// What looks wrong.
  package enum Kind: String, CaseIterable, Codable, Sendable {
    /// Answers faster than anyone can read.
    case speeding
    /// The same key again and again.
    case straightLining
    /// Answers that gold and peers contradict as if they were drawn.
    case random
    /// Nearly always the same side.
    case oneSided
  }

  /// What looks wrong.
  package let kind: Kind
  /// The number of judgements after which the evidence sufficed.
  package let judgements: Int

  /// Creates a flag.
  package init(kind: Kind, judgements: Int) {
    self.kind = kind
    self.judgements = judgements
  }

  /// Returns the flags that a sitting raises, the earliest of each kind, in order of kinds.
  ///
  /// Each sitting is tested anew, so that good work long ago excuses nobody.
  package static func flags(
    of sitting: [AnnotatorJudgement], rules: QualityRules = .standard
  ) -> [AnnotatorFlag] {
    let evidence = SittingEvidence(rules: rules)
    let found: [(Kind, Int?)] = [
      (.speeding, evidence.speeding(sitting)), (.straightLining, evidence.equalKeys(sitting)),
      (.random, evidence.random(sitting)), (.oneSided, evidence.oneSided(sitting)),
    ]
    return found.compactMap { kind, place in
      place.map { AnnotatorFlag(kind: kind, judgements: $0) }
    }
  }
}
