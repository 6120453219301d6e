import Objectives
import Testing

struct AdaptiveKLControllerTests {
  /// CT-13: 12 against 6 is an error of +1, cut to +0.2; 0.2 · 512 / 10,000 = 0.01024.
  @Test(arguments: [(12.0, 1.01024), (0, 0.98976), (6, 1), (6.6, 1.00512)])
  func coefficientFollowsTheClippedError(divergence: Double, factor: Double) {
    var controller = AdaptiveKLController(klCoefficient: 0.02)
    controller.update(divergence: divergence, episodes: 512)
    #expect(near(controller.klCoefficient, 0.02 * factor, 1e-12))
  }
}
