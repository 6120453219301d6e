/// How surely answers at random are found, given where gold items stand in a sitting.
///
/// Exact: the state after each item is how many gold items were right and how many peers agreed,
/// which determines the evidence; states that reach the limit are flagged and leave.
///
/// **How much gold the first 30 items need** so that 95 % of annotators who answer at random are
/// flagged within them, with the standard rules: 9 (30 %) if every other item has a majority of
/// peers, 10 (a third) without peers. It follows from the accuracy of honest people on gold, 98 %;
/// where honest people are right on 95 %, 90 % or 80 % of gold, 9 in 30 find 89 %, 76 % or 44 %
/// within 30 items, and 95 % within 50, 60 or 110. At 80 % no design can do it in 30 items: were
/// all 30 gold, the most powerful test at 1 % would find 90 % (Neyman and Pearson 1933).
package struct GoldPlan: Sendable {
  /// What can be compared with an answer.
  package enum Item: Sendable {
    /// The known answer of a gold item.
    case gold
    /// The majority of peers.
    case peers
    /// Nothing.
    case alone
  }

  /// What each item of the sitting is compared with.
  package let items: [Item]
  private let rules: QualityRules

  /// Creates a plan.
  package init(items: [Item], rules: QualityRules = .standard) {
    self.items = items
    self.rules = rules
  }

  /// Creates a plan with gold items spread evenly over each block of items.
  package init(length: Int, gold: Int, per block: Int, rest: Item) {
    let places = Set((0..<gold).map { (2 * $0 + 1) * block / (2 * gold) })
    self.init(items: (0..<length).map { places.contains($0 % block) ? .gold : rest })
  }

  /// Returns the probability that the sitting is flagged as random.
  ///
  /// - Parameters:
  ///   - right: the probability that a gold item is judged right, ½ for answers at random.
  ///   - agreeing: the probability that the peers agree, ½ for answers at random.
  package func flagProbability(right: Double, agreeing: Double) -> Double {
    var walk = EvidenceWalk(rules)
    for item in items {
      switch item {
      case .gold: walk.meetGold(right: right)
      case .peers: walk.meetPeers(agreeing: agreeing)
      case .alone: break
      }
    }
    return walk.flagged
  }
}
