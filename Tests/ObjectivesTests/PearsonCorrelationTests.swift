import Objectives
import Testing

struct PearsonCorrelationTests {
  @Test func correlationEqualsTheHandValue() throws {
    // Deviations (−1, 0, 1) and (−1, 1, 0): 1 / √(2 · 2) = 0.5.
    let value = try #require(PearsonCorrelation.value([1, 2, 3], [4, 6, 5]))
    #expect(near(value, 0.5, 1e-12))
  }

  @Test func constantSeriesHaveNoCorrelation() {
    #expect(PearsonCorrelation.value([1, 2], [3, 3]) == nil)
  }
}
