/// The distribution of the evidence of a sitting that was not flagged yet.
struct EvidenceWalk {
  private let gold: LikelihoodRatio
  private let peers: LikelihoodRatio
  private let limit: Double
  /// The probability of having been flagged.
  private(set) var flagged = 0.0
  /// The probability of each number of right gold items and agreeing peers.
  private var states: [[Double]] = [[1]]  // [gold + 1, peers + 1]

  init(_ rules: QualityRules) {
    gold = LikelihoodRatio(answersAtRandomAgainst: rules.honestGoldAccuracy)
    peers = LikelihoodRatio(answersAtRandomAgainst: rules.honestPeerAgreement)
    limit = rules.randomEvidence
  }

  /// Adds a gold item, judged right with a probability.
  mutating func meetGold(right: Double) {
    let width = states[0].count
    let empty = [Double](repeating: 0, count: width)
    var next = [[Double]](repeating: empty, count: states.count + 1)
    for (hits, row) in states.enumerated() {
      for (agreed, share) in row.enumerated() {
        next[hits + 1][agreed] += share * right
        next[hits][agreed] += share * (1 - right)
      }
    }
    settle(next)
  }

  /// Adds an item with peers, who agree with a probability.
  mutating func meetPeers(agreeing: Double) {
    settle(
      states.map { row in
        (0...row.count).map { agreed in
          (agreed > 0 ? row[agreed - 1] * agreeing : 0)
            + (agreed < row.count ? row[agreed] * (1 - agreeing) : 0)
        }
      })
  }

  /// Moves the states that reach the limit to the flagged ones.
  private mutating func settle(_ next: [[Double]]) {
    states = next
    let (golds, others) = (next.count - 1, next[0].count - 1)
    for hits in 0...golds {
      let goldEvidence = gold.evidence(hits, of: golds)
      for agreed in 0...others
      where goldEvidence + peers.evidence(agreed, of: others) >= limit {
        flagged += states[hits][agreed]
        states[hits][agreed] = 0
      }
    }
  }
}
