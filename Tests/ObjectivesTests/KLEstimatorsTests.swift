import Foundation
import Objectives
import Testing

/// CT-15: samples of N(0, 1) against N(μ, 1), whose divergence is exactly μ²/2.
struct KLEstimatorsTests {
  /// Returns the mean under N(0, 1) of an estimator, by the rectangle rule on [−12, 12].
  func mean(shift: Double, of estimator: (Double, Double) -> Double) -> Double {
    let width = 1e-3
    return stride(from: -12.0, to: 12, by: width).reduce(0) { sum, x in
      let policy = -x * x / 2 - log(2 * Double.pi) / 2
      let reference = -(x - shift) * (x - shift) / 2 - log(2 * Double.pi) / 2
      return sum + exp(policy) * estimator(policy, reference) * width
    }
  }

  @Test(arguments: [(0.1, 0.005, 1.0025), (1, 0.5, 1.25)])
  func meansAreUnbiasedForK1AndK3(shift: Double, truth: Double, biasOfK2: Double) {
    let k1 = mean(shift: shift) { KLEstimators.k1(policy: $0, reference: $1) }
    let k2 = mean(shift: shift) { KLEstimators.k2(policy: $0, reference: $1) }
    let k3 = mean(shift: shift) { KLEstimators.k3(policy: $0, reference: $1) }
    #expect(near(k1 / truth, 1, 1e-6))
    #expect(near(k3 / truth, 1, 1e-6))
    // E[½ (μx − μ²/2)²] = ½ (μ² + μ⁴/4) = μ²/2 · (1 + μ²/4)
    #expect(near(k2 / truth, biasOfK2, 1e-6))
  }

  /// The table of the recipe (ppo-details, §9): deviation over the true value.
  @Test(arguments: [(0.1, 0.005, 20.0, 1.42, 1.42), (1, 0.5, 2, 1.73, 1.7)])
  func deviationsEqualTheTable(
    shift: Double, truth: Double, k1: Double, k2: Double, k3: Double
  ) {
    func deviation(_ estimator: (Double, Double) -> Double) -> Double {
      let center = mean(shift: shift, of: estimator)
      let square = mean(shift: shift) { estimator($0, $1) * estimator($0, $1) }
      return (square - center * center).squareRoot() / truth
    }
    #expect(near(deviation { KLEstimators.k1(policy: $0, reference: $1) }, k1, 0.02))
    #expect(near(deviation { KLEstimators.k2(policy: $0, reference: $1) }, k2, 0.02))
    #expect(near(deviation { KLEstimators.k3(policy: $0, reference: $1) }, k3, 0.05))
  }

  @Test func sumsRunOverTheResponse() {
    // log r = −1 and 0.5: k1 = 1 − 0.5; k2 = 0.5 + 0.125; k3 = (e^−1 − 1 + 1) + (e^0.5 − 1 − 0.5)
    let sums = KLEstimators.sums(policy: [-1, -2], reference: [-2, -1.5])
    #expect(sums.tokens == 2)
    #expect(sums.k1 == 0.5)
    #expect(sums.k2 == 0.625)
    #expect(near(sums.k3, exp(-1) + exp(0.5) - 1.5, 1e-12))
  }

  @Test func policyEqualToItsReferenceHasNoDivergence() {
    // CT-14: on the first iteration π_θ is π_0.
    let sums = KLEstimators.sums(policy: [-0.3, -12], reference: [-0.3, -12])
    #expect(sums.k1 == 0 && sums.k2 == 0 && sums.k3 == 0)
  }
}
