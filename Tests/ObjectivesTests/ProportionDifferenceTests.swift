import Objectives
import Testing

struct ProportionDifferenceTests {
  private func share(_ successes: Double, _ trials: Int) throws -> Interval {
    try #require(WilsonInterval.interval(successes: successes, trials: trials))
  }

  /// Newcombe (1998), table II, method 10.
  @Test(arguments: [
    (56.0, 70, 48.0, 80, 0.2, 0.0524, 0.3339), (9, 10, 3, 10, 0.6, 0.1705, 0.8090),
    (10, 10, 0, 20, 1, 0.6791, 1), (5, 56, 0, 29, 0.0893, -0.0381, 0.1926),
  ])
  func differencesHaveThePublishedIntervals(
    a: Double, m: Int, b: Double, n: Int, value: Double, low: Double, high: Double
  ) throws {
    let difference = ProportionDifference.interval(from: try share(b, n), to: try share(a, m))
    #expect(near(difference.value, value, 5e-5))
    #expect(near(difference.low, low, 5e-5))
    #expect(near(difference.high, high, 5e-5))
    #expect(difference.count == min(m, n))
  }

  @Test func eightPairsSayNothingOfAQuarter() throws {
    let difference = ProportionDifference.interval(from: try share(4, 8), to: try share(6, 8))
    #expect(difference.value == 0.25)
    #expect(difference.low < 0 && difference.high > 0.5)
  }
}
