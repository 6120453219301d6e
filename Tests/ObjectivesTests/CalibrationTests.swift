import Foundation
import Objectives
import Testing

struct CalibrationTests {
  @Test func errorAndScoresEqualTheHandValues() throws {
    // Two bins. Low: 0.25, 0.25 with outcomes 0, 1: |0.5 − 0.25| = 0.25.
    // High: 0.75, 0.75 with outcomes 1, 1: |1 − 0.75| = 0.25. ECE = ½ · 0.25 + ½ · 0.25.
    let calibration = try #require(
      Calibration(probabilities: [0.25, 0.25, 0.75, 0.75], outcomes: [0, 1, 1, 1], bins: 2))
    #expect(near(calibration.expectedError, 0.25, 1e-12))
    // (0.0625 + 0.5625 + 0.0625 + 0.0625) / 4
    #expect(near(calibration.brierScore, 0.1875, 1e-12))
    // −(ln 0.75 + ln 0.25 + 2 ln 0.75) / 4
    #expect(near(calibration.logLoss, -(3 * log(0.75) + log(0.25)) / 4, 1e-12))
    #expect(calibration.bins.map(\.count) == [2, 2])
  }

  @Test func certainAndRightPredictionsCostNothing() throws {
    let calibration = try #require(Calibration(probabilities: [1, 0], outcomes: [1, 0]))
    #expect(calibration.expectedError == 0 && calibration.brierScore == 0)
    #expect(calibration.logLoss == 0)
  }

  @Test func tiesCountHalf() throws {
    let calibration = try #require(Calibration(probabilities: [0.5], outcomes: [0.5]))
    #expect(calibration.expectedError == 0)
    #expect(near(calibration.logLoss, log(2), 1e-12))
  }

  @Test func noPredictionsHaveNoCalibration() {
    #expect(Calibration(probabilities: [], outcomes: []) == nil)
  }
}
