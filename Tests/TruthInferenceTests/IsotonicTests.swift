import Testing

@testable import TruthInference

struct IsotonicTests {
  @Test func violatorsArePooledByWeight() {
    // 3 and 1 with weights 1 and 3: (3 + 3) / 4 = 1.5.
    #expect(Isotonic.fit([0, 3, 1, 4], weights: [1, 1, 3, 1]) == [0, 1.5, 1.5, 4])
  }

  @Test func poolsGrowBackwards() {
    // 2 and 0 pool to 1, which is below 1.5: all three are (1.5 + 2 + 0) / 3.
    let mean = 3.5 / 3
    #expect(Isotonic.fit([1.5, 2, 0], weights: [1, 1, 1]) == [mean, mean, mean])
  }

  @Test func monotoneValuesStay() {
    #expect(Isotonic.fit([-1, 0, 0, 2], weights: [1, 2, 3, 4]) == [-1, 0, 0, 2])
  }
}
