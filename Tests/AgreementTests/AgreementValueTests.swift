import Agreement
import Testing

/// The values of the literature, to 1e-9.
struct AgreementValueTests {
  static let alphas: [(DisagreementMetric, Double)] = [
    (.nominal, 0.743421053), (.ordinal, 0.815387504), (.interval, 0.849107143),
    (.ratio, 0.797402775),
  ]

  @Test(arguments: alphas)
  func alphaOfKrippendorffsExample(metric: DisagreementMetric, value: Double) throws {
    let alpha = try #require(KrippendorffAlpha(of: AgreementExamples.coders, metric: metric))
    #expect(near(alpha.coefficient, value))
  }

  static let kappas: [(AgreementWeights, Double)] = [
    (.identity, 0.796409402), (.linear, 0.842902028), (.quadratic, 0.892156863),
  ]

  @Test(arguments: kappas)
  func kappaOfTheAbstractors(weights: AgreementWeights, value: Double) throws {
    let kappa = try #require(
      CohenKappa(contingency: AgreementExamples.abstractors, weights: weights))
    #expect(near(kappa.coefficient, value))
    #expect(kappa.paradox == nil)
  }

  @Test func kappaIsLowInTheParadoxAlthoughNineTenthsAgree() throws {
    let kappa = try #require(CohenKappa(contingency: AgreementExamples.paradox))
    #expect(near(kappa.coefficient, -0.052631579))
    let warning = try #require(kappa.paradox)
    #expect(near(warning.observed, 0.9))
    #expect(near(warning.expected, 0.905))
    // AC1: π = (0.95, 0.05), p_e = 2 · 0.0475 = 0.095, (0.9 − 0.095) / 0.905
    let counts = Array(repeating: [2, 0], count: 90) + Array(repeating: [1, 1], count: 10)
    let gwet = try #require(GwetAgreement(ratings: counts, weights: .identity))
    #expect(near(gwet.coefficient, 0.805 / 0.905))
  }

  @Test func paradoxNeedsHighAgreementAndLowKappa() {
    #expect(KappaParadox(observed: 0.79, expected: 0.75) == nil)
    #expect(KappaParadox(observed: 0.9, expected: 0.5) == nil)
    #expect(KappaParadox(observed: 0.9, expected: 0.85) != nil)
    #expect(KappaParadox(observed: 1, expected: 1) == nil)
  }

  @Test func multiRaterValuesOfIrrCAC() throws {
    let table = AgreementExamples.raters
    #expect(near(PercentAgreement(of: table)?.observed, 0.818181818182, 1e-12))
    #expect(near(FleissKappa(of: table)?.coefficient, 0.761169275422, 1e-12))
    #expect(near(GwetAgreement(of: table, weights: .identity)?.coefficient, 0.775444068127, 1e-12))
    #expect(
      near(FleissKappa(of: table, weights: .quadratic)?.coefficient, 0.864935064935, 1e-12))
    #expect(near(GwetAgreement(of: table, weights: .quadratic)?.coefficient, 0.914000723552, 1e-12))
  }

  @Test func tableOfTwoRatersGivesTheKappaOfItsCounts() throws {
    let rows = AgreementExamples.abstractors.enumerated().flatMap { first, counts in
      counts.enumerated().flatMap { second, count in
        Array(repeating: [Int?](arrayLiteral: first, second), count: count)
      }
    }
    // Items that one of the two did not judge are left out.
    let table = RatingTable(scale: [0, 1, 2], ratings: rows + [[1, nil], [nil, nil]])
    #expect(
      CohenKappa(of: table) == CohenKappa(contingency: AgreementExamples.abstractors))
    #expect(CohenKappa(of: AgreementExamples.coders) == nil)
  }
}
