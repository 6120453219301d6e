import Agreement
import Testing

/// What the documentation of ``GoldPlan`` claims, exactly.
struct GoldPlanTests {
  /// Returns how surely answers at random are found, by the accuracy of honest people on gold.
  static func caught(
    _ length: Int, gold: Int, rest: GoldPlan.Item = .peers, accuracy: Double = 0.98
  ) -> Double {
    var rules = QualityRules.standard
    rules.honestGoldAccuracy = accuracy
    let items = GoldPlan(length: length, gold: gold, per: 30, rest: rest).items
    return GoldPlan(items: items, rules: rules).flagProbability(right: 0.5, agreeing: 0.5)
  }

  @Test func nineGoldItemsOf30SufficeWithPeersAndTenWithout() {
    #expect(Self.caught(30, gold: 9) >= 0.95)
    #expect(Self.caught(30, gold: 8) < 0.95)
    #expect(Self.caught(30, gold: 10, rest: .alone) >= 0.95)
    #expect(Self.caught(30, gold: 9, rest: .alone) < 0.95)
  }

  @Test(arguments: [(0.60, 0.0101), (0.65, 0.0074), (0.68, 0.0062), (0.74, 0.0043)])
  func honestAnnotatorIsRarelyFlaggedIn200Items(agreeing: Double, bound: Double) {
    let plan = GoldPlan(length: 200, gold: 9, per: 30, rest: .peers)
    #expect(plan.flagProbability(right: 0.98, agreeing: agreeing) <= bound)
  }

  static let harder: [(accuracy: Double, in30: Double, items: Int)] = [
    (0.95, 0.89, 50), (0.9, 0.76, 60), (0.8, 0.44, 110),
  ]

  @Test(arguments: harder)
  func harderGoldNeedsMoreItems(accuracy: Double, in30: Double, items: Int) {
    #expect(near(Self.caught(30, gold: 9, accuracy: accuracy), in30, 0.005))
    #expect(Self.caught(items, gold: 9, accuracy: accuracy) >= 0.95)
    #expect(Self.caught(items - 10, gold: 9, accuracy: accuracy) < 0.95)
  }

  @Test func noTestFinds95PercentIn30ItemsThatHonestPeopleJudgeAt80Percent() {
    let best = Binomial.bestPower(30, against: 0.5, honest: 0.8, level: 0.01)
    #expect(best > 0.89 && best < 0.91, "\(best)")
  }

  @Test func goldIsSpreadEvenly() {
    let plan = GoldPlan(length: 20, gold: 2, per: 10, rest: .alone)
    let places = plan.items.indices.filter {
      if case .gold = plan.items[$0] { true } else { false }
    }
    #expect(places == [2, 7, 12, 17])
  }
}
