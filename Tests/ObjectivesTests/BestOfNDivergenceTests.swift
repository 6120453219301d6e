import Objectives
import Testing

struct BestOfNDivergenceTests {
  @Test(arguments: [
    (1, 0.0), (2, 0.193147), (4, 0.636294), (8, 1.204442), (16, 1.835089), (64, 3.174508),
  ])
  func divergenceEqualsTheFormula(samples: Int, expected: Double) {
    #expect(near(BestOfNDivergence.value(samples: samples), expected, 1e-6))
  }
}
