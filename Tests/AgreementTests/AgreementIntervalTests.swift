import Agreement
import Objectives
import Randomness
import Testing

/// The intervals of the package irrCAC, whose formulas ours are.
struct AgreementIntervalTests {
  @Test func intervalsOfFiveObservers() throws {
    let table = AgreementExamples.observers
    let percent = try #require(PercentAgreement(of: table)?.interval)
    #expect(near(percent.low, 0.421090557, 2e-5) && near(percent.high, 0.810020554, 2e-5))
    let fleiss = try #require(FleissKappa(of: table)?.interval)
    #expect(near(fleiss.low, 0.199281976, 2e-5) && near(fleiss.high, 0.715961398, 2e-5))
    let gwet = try #require(GwetAgreement(of: table, weights: .identity)?.interval)
    #expect(near(gwet.low, 0.235015199, 2e-5) && near(gwet.high, 0.758228911, 2e-5))
    let weighted = try #require(GwetAgreement(of: table, weights: .quadratic)?.interval)
    #expect(near(weighted.low, 0.705507458, 2e-5) && near(weighted.high, 0.955359687, 2e-5))
  }

  @Test func intervalsEndAtOne() throws {
    let fleiss = try #require(FleissKappa(of: AgreementExamples.raters)?.interval)
    #expect(near(fleiss.low, 0.424376279, 1e-4))
    #expect(fleiss.high == 1)
  }

  static let alphas: [(DisagreementMetric, Double)] = [
    (.nominal, 0.419274), (.interval, 0.561563), (.ratio, 0.484660),
  ]

  @Test(arguments: alphas)
  func lowerEndsOfAlpha(metric: DisagreementMetric, low: Double) throws {
    let alpha = try #require(KrippendorffAlpha(of: AgreementExamples.raters, metric: metric))
    #expect(near(alpha.interval?.low, low, 3e-6))
    #expect(alpha.interval?.high == 1)
  }

  static let errors: [(AgreementWeights, Double)] = [
    (.identity, 0.058910718), (.linear, 0.047872122), (.quadratic, 0.035351508),
  ]

  @Test(arguments: errors)
  func standardErrorOfKappa(weights: AgreementWeights, error: Double) throws {
    let kappa = try #require(
      CohenKappa(contingency: AgreementExamples.abstractors, weights: weights))
    // Student's quantile of 99 degrees of freedom.
    #expect(near(kappa.interval?.low, kappa.coefficient - 1.984216952 * error, 1e-8))
  }

  @Test(arguments: DisagreementMetric.allCases)
  func alphaMovesAsItsLinearisationSays(metric: DisagreementMetric) throws {
    // Each item four times: the estimate barely moves and the interval halves.
    let rows = AgreementOrderTests.rows
    let once = RatingTable(scale: [1, 2, 4, 7, 11], ratings: rows)
    let fourfold = RatingTable(scale: [1, 2, 4, 7, 11], ratings: rows + rows + rows + rows)
    let wide = try #require(KrippendorffAlpha(of: once, metric: metric)?.interval)
    let narrow = try #require(KrippendorffAlpha(of: fourfold, metric: metric)?.interval)
    #expect(near((wide.high - wide.low) / (narrow.high - narrow.low), 2, 0.05))
    var random = Random(1, stream: "agreement-bootstrap")
    let resampled = try #require(
      once.bootstrap(resamples: 500, using: &random) {
        KrippendorffAlpha(of: $0, metric: metric)?.coefficient
      })
    #expect(resampled.value == wide.value)
    #expect(near((resampled.high - resampled.low) / (wide.high - wide.low), 1, 0.15))
  }

  @Test func bootstrapLeavesOutResamplesWithoutACoefficient() throws {
    let rows: [[Int?]] = [[0, 0], [0, 0], [0, 0], [1, 1]]
    let table = RatingTable(scale: [0, 1], ratings: rows)
    var random = Random(1, stream: "agreement-bootstrap")
    let interval = try #require(
      table.bootstrap(using: &random) { FleissKappa(of: $0)?.coefficient })
    #expect(interval == Interval(value: 1, low: 1, high: 1, count: 4))
    #expect(
      RatingTable(scale: [0, 1], ratings: [[0, 0]]).bootstrap(using: &random) {
        FleissKappa(of: $0)?.coefficient
      } == nil)
  }

  @Test func aShareIsNeverBelowNothing() throws {
    let rows: [[Int?]] = [[0, 0], [0, 1], [1, 0]]
    let interval = try #require(
      PercentAgreement(of: RatingTable(scale: [1, 2], ratings: rows))?.interval)
    #expect(interval.low == 0 && interval.high == 1)
  }
}
