import Agreement
import Testing

struct AgreementEdgeTests {
  static func coefficients(of table: RatingTable) -> [Double?] {
    [
      PercentAgreement(of: table)?.observed, FleissKappa(of: table)?.coefficient,
      FleissKappa(of: table, weights: .quadratic)?.coefficient,
      GwetAgreement(of: table, weights: .identity)?.coefficient,
      GwetAgreement(of: table, weights: .ordinal)?.coefficient,
    ] + DisagreementMetric.allCases.map { KrippendorffAlpha(of: table, metric: $0)?.coefficient }
  }

  @Test func singleRatingsHaveNoAgreement() {
    let table = RatingTable(scale: [1, 2, 3], ratings: [[0, nil], [nil, 1], [2, nil]])
    #expect(Self.coefficients(of: table).allSatisfy { $0 == nil })
    #expect(CohenKappa(of: table) == nil)
  }

  @Test func emptyTableHasNoAgreement() {
    let table = RatingTable(scale: [1, 2], ratings: [[Int?]]())
    #expect(Self.coefficients(of: table).allSatisfy { $0 == nil })
    #expect(CohenKappa(contingency: [[0, 0], [0, 0]]) == nil)
  }

  @Test func equalCodersAgreeExactly() {
    let rows = (0..<17).map { [Int?](repeating: $0 * 7 % 3, count: 3) }
    let table = RatingTable(scale: [1, 2, 3], ratings: rows)
    #expect(Self.coefficients(of: table).allSatisfy { $0 == 1 })
    let weights: [AgreementWeights] = [.identity, .linear, .quadratic]
    for kind in weights {
      #expect(
        CohenKappa(contingency: [[3, 0, 0], [0, 5, 0], [0, 0, 1]], weights: kind)?.coefficient == 1)
    }
  }

  @Test func equalCodersHaveNoIntervalForTheSpreadIsUnknown() throws {
    let table = RatingTable(scale: [1, 2], ratings: [[0, 0], [1, 1], [0, 0]])
    #expect(try #require(FleissKappa(of: table)).interval == nil)
    #expect(try #require(KrippendorffAlpha(of: table, metric: .nominal)).interval == nil)
    #expect(try #require(CohenKappa(of: table)).interval == nil)
  }

  @Test func constantRatingsLeaveChanceCorrectionUndefined() {
    let table = RatingTable(scale: [1, 2], ratings: [[0, 0], [0, 0]])
    #expect(CohenKappa(of: table) == nil)
    #expect(FleissKappa(of: table) == nil)
    #expect(KrippendorffAlpha(of: table, metric: .nominal) == nil)
    // Gwet's chance is 0 there, so agreement counts in full.
    #expect(GwetAgreement(of: table, weights: .identity)?.coefficient == 1)
  }

  @Test func constantCoderHasKappaZero() {
    // p_o = p_e = 0.6: the constant rater says nothing.
    #expect(near(CohenKappa(contingency: [[6, 0], [4, 0]])?.coefficient, 0, 1e-15))
  }

  @Test func emptyCategoryChangesNoKappaAndNoAlpha() throws {
    let wide = AgreementExamples.coders
    let rows = wide.items.map { $0.ratings.map { $0.map { $0 < 3 ? $0 : $0 + 1 } } }
    let table = RatingTable(scale: [1, 2, 3, 3.5, 4, 5], ratings: rows)
    for metric in DisagreementMetric.allCases {
      let alpha = try #require(KrippendorffAlpha(of: wide, metric: metric)).coefficient
      #expect(near(KrippendorffAlpha(of: table, metric: metric)?.coefficient, alpha, 1e-12))
    }
    let kappa = try #require(FleissKappa(of: wide)).coefficient
    #expect(near(FleissKappa(of: table)?.coefficient, kappa, 1e-12))
    #expect(
      near(
        CohenKappa(contingency: [[13, 0, 0, 0], [0, 20, 0, 7], [0, 0, 0, 0], [0, 4, 0, 56]])?
          .coefficient, 0.796409402))
  }

  @Test(arguments: [[1, 2, 3, 4, 0], [4, 3, 2, 1, 0], [2, 0, 4, 1, 3]])
  func renamedCategoriesLeaveNominalAlphaUnchanged(names: [Int]) {
    let rows = AgreementExamples.coders.items.map { $0.ratings.map { $0.map { names[$0] } } }
    let table = RatingTable(scale: [1, 2, 3, 4, 5], ratings: rows)
    #expect(
      KrippendorffAlpha(of: table, metric: .nominal)?.coefficient
        == KrippendorffAlpha(of: AgreementExamples.coders, metric: .nominal)?.coefficient)
  }
}
