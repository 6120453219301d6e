import Agreement
import Testing

/// CT-17: the oracles of the recipe (evaluation, §11).
struct GwetAgreementTests {
  @Test func threeRatersOnTwoCategories() throws {
    // p_a = (1 + 1 + 1/3 + 1) / 4; π = (2/3, 1/3): p_e = 2/(2·1) · (2/9 + 2/9) = 4/9
    let agreement = try #require(
      GwetAgreement(ratings: [[3, 0], [3, 0], [2, 1], [0, 3]], weights: .identity))
    #expect(near(agreement.observed, 0.8333, 5e-5))
    #expect(near(agreement.expected, 0.4444, 5e-5))
    #expect(near(agreement.coefficient, 0.7, 1e-9))
  }

  @Test(arguments: [
    (AgreementWeights.quadratic, 0.9583, 0.6250, 0.8889), (.linear, 0.8333, 0.5, 0.6667),
    (.ordinal, 0.9333, 0.6, 0.8333),
  ])
  func twoRatersOnAFivePointScale(
    weights: AgreementWeights, observed: Double, expected: Double, coefficient: Double
  ) throws {
    // Items {5,5}, {4,5}, {1,2}, on the full scale although 3 never occurs.
    let ratings = [[0, 0, 0, 0, 2], [0, 0, 0, 1, 1], [1, 1, 0, 0, 0]]
    let agreement = try #require(GwetAgreement(ratings: ratings, weights: weights))
    #expect(near(agreement.observed, observed, 5e-5))
    #expect(near(agreement.expected, expected, 5e-5))
    #expect(near(agreement.coefficient, coefficient, 5e-5))
  }

  @Test func itemsWithoutASecondRatingGiveNoAgreement() {
    #expect(GwetAgreement(ratings: [[1, 0], [0, 1]], weights: .identity) == nil)
    #expect(GwetAgreement(ratings: [], weights: .identity) == nil)
  }
}
