import Agreement
import Objectives
import Randomness
import Testing

struct SideBiasTests {
  /// Returns choices of a person who agrees with a reference and leans to the left.
  static func choices(
    _ count: Int, agreement: Double, bias: Double, using random: inout Random
  ) -> [SideChoice] {
    (0..<count).map { _ in
      // A coin decides on which side the answer that the reference prefers is shown.
      let referenceIsLeft = random.chance(0.5)
      let choseLeft = random.chance((referenceIsLeft ? agreement : 1 - agreement) + bias)
      return SideChoice(choseLeft: choseLeft, agreesWithReference: choseLeft == referenceIsLeft)
    }
  }

  /// Returns how often a person is flagged within some choices.
  static func share(
    simulations: Int, choices: Int, agreement: Double, bias: Double
  ) -> Double {
    let flagged = (0..<simulations).count { simulation in
      var random = Random(11, stream: "side-bias", UInt64(simulation))
      return SideBias(
        of: Self.choices(choices, agreement: agreement, bias: bias, using: &random)
      ).isFlagged
    }
    return Double(flagged) / Double(simulations)
  }

  @Test func powerAt200ChoicesIs84PercentWhere80PercentAgree() {
    let exact = SideBiasPower(agreement: 0.8, bias: 0.1).value()
    #expect(near(exact, 0.8397, 5e-4), "\(exact)")
    #expect(SideBiasPower(agreement: 0.78, bias: 0.1).value() >= 0.8)
    let measured = Self.share(simulations: 2000, choices: 200, agreement: 0.8, bias: 0.1)
    #expect(measured >= 0.8 && near(measured, exact, 0.025), "\(measured)")
  }

  @Test(arguments: [0.6, 0.8, 0.9])
  func falseAlarmsAtTheFirstLookStayBelowItsLevel(agreement: Double) {
    // Too many lefts and too few are equally likely.
    let exact = 2 * SideBiasPower(agreement: agreement, bias: 0).value()
    #expect(exact > 0.008 && exact <= SideBias.level(look: 0), "\(exact)")
  }

  @Test func falseAlarmsOverAllLooksStayBelow1Percent() {
    #expect((0..<40).reduce(0) { $0 + SideBias.level(look: $1) } <= 0.01)
    let measured = Self.share(simulations: 4000, choices: 800, agreement: 0.8, bias: 0)
    #expect(measured <= 0.01, "\(measured)")
  }

  @Test func countsAloneCannotReach80PercentAt200Choices() {
    // 119 of 200 are needed: P = 0.0087 under the coin, 0.587 for 60 to 40.
    #expect(SideBias.pValue(of: SideBiasPower.choices(200, left: 119, reference: nil)) <= 0.0088)
    #expect(SideBias.pValue(of: SideBiasPower.choices(200, left: 118, reference: nil)) > 0.0088)
    #expect(near(2 * Binomial.tail(200, 0.5, from: 119), 0.008723, 1e-6))
    #expect(near(Binomial.tail(200, 0.6, from: 119), 0.587459, 1e-6))
    #expect(near(Binomial.bestPower(200, against: 0.6, honest: 0.5, level: 0.01), 0.6978, 1e-4))
    #expect(SideBias.pValue(of: SideBiasPower.choices(296, left: 171, reference: nil)) <= 0.0088)
    #expect(Binomial.tail(296, 0.6, from: 171) >= 0.8)
  }

  @Test(arguments: [100, 105, 112, 119, 130])
  func withoutAReferenceTheTestIsTheBinomialOne(left: Int) {
    let pValue = SideBias.pValue(of: SideBiasPower.choices(200, left: left, reference: nil))
    #expect(near(pValue, min(1, 2 * Binomial.tail(200, 0.5, from: left)), 1e-12))
  }

  @Test func fewChoicesAreCountedButNotJudged() {
    let bias = SideBias(of: SideBiasPower.choices(199, left: 199, reference: nil))
    #expect(bias.left?.value == 1)
    #expect(bias.looks.isEmpty && !bias.isFlagged)
    #expect(SideBias(of: []).left == nil)
    #expect(SideBias.pValue(of: []) == 1)
  }

  @Test func verdictStandsWhateverFollows() {
    let start = SideBiasPower.choices(200, left: 130, reference: nil)
    let rest = SideBiasPower.choices(230, left: 80, reference: nil)
    let bias = SideBias(of: start + rest)
    #expect(bias.looks.map(\.choices) == [200, 400])
    #expect(bias.isFlagged && !bias.looks[1].isFlagged)
  }

  @Test func normalApproximationMeetsTheExactTest() {
    // 2,000 choices are summed exactly, 2,002 are not.
    let exact = SideBias.pValue(of: SideBiasPower.choices(2000, left: 1060, reference: nil))
    let normal = SideBias.pValue(of: SideBiasPower.choices(2002, left: 1061, reference: nil))
    #expect(near(normal / exact, 1, 0.06), "\(exact) \(normal)")
  }
}
