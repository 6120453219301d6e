/// The tests behind an annotator's flags; each returns the number of judgements it took.
struct SittingEvidence {
  let rules: QualityRules

  /// Tests whether 60 % of the answers are too fast to be read, against the 5 % of slips.
  func speeding(_ sitting: [AnnotatorJudgement]) -> Int? {
    let test = LikelihoodRatio(honest: 0.05, suspect: 0.6)
    return firstPlace(in: sitting, reaching: rules.evidence) { judgement in
      guard let seconds = judgement.seconds else { return 0 }
      let reading = Double(judgement.words) / rules.unreadableSpeed
      return test.evidence(seconds < max(rules.leastSeconds, reading))
    }
  }

  /// Finds the first run of equal keys that is too long for sides drawn by a coin.
  func equalKeys(_ sitting: [AnnotatorJudgement]) -> Int? {
    Self.runs(sitting).firstIndex { $0 >= rules.equalKeys }.map { $0 + 1 }
  }

  /// Tests whether gold and peers are hit by chance, against honest shares.
  ///
  /// An item tells once: gold where it is gold, peers otherwise.
  func random(_ sitting: [AnnotatorJudgement]) -> Int? {
    let gold = LikelihoodRatio(answersAtRandomAgainst: rules.honestGoldAccuracy)
    let peers = LikelihoodRatio(answersAtRandomAgainst: rules.honestPeerAgreement)
    return firstPlace(in: sitting, reaching: rules.randomEvidence) { judgement in
      if let isRight = judgement.isRight { return gold.evidence(isRight) }
      guard let majority = judgement.peers, majority.isEvidence else { return 0 }
      return peers.evidence(majority.agrees)
    }
  }

  /// Tests whether 80 % go to one side, against the half that a coin gives.
  func oneSided(_ sitting: [AnnotatorJudgement]) -> Int? {
    let test = LikelihoodRatio(honest: 0.5, suspect: 0.8)
    // Either side may be the one: two tests at half the chance each, log 2 further out.
    let limit = rules.evidence + 0.693_147_180_559_945
    let left = firstPlace(in: sitting, reaching: limit) { test.evidence($0.choseLeft) }
    let right = firstPlace(in: sitting, reaching: limit) { test.evidence(!$0.choseLeft) }
    return [left, right].compactMap(\.self).min()
  }

  private func firstPlace(
    in sitting: [AnnotatorJudgement], reaching limit: Double,
    evidence: (AnnotatorJudgement) -> Double
  ) -> Int? {
    var sum = 0.0
    for (index, judgement) in sitting.enumerated() {
      sum += evidence(judgement)
      if sum >= limit { return index + 1 }
    }
    return nil
  }

  /// Returns how many equal keys end at each judgement.
  static func runs(_ sitting: [AnnotatorJudgement]) -> [Int] {
    var lengths: [Int] = []
    for (index, judgement) in sitting.enumerated() {
      let goesOn = index > 0 && judgement.hasSameKey(as: sitting[index - 1])
      lengths.append(goesOn ? lengths[index - 1] + 1 : 1)
    }
    return lengths
  }
}
