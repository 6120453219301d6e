import Labels
import Objectives
import Testing

/// CT-17: the reward-model metrics.
struct PairwiseAccuracyTests {
  @Test func tiesCountHalfAndAreListed() {
    let accuracy = PairwiseAccuracy(chosen: [1, 2, 3, 4], rejected: [0, 2, 5, 1])
    #expect(accuracy.correct == 2 && accuracy.ties == 1 && accuracy.wrong == 1)
    // (2 + ½) / 4
    #expect(accuracy.interval?.value == 0.625)
  }

  @Test func equalScoresGiveOneHalf() {
    #expect(PairwiseAccuracy(chosen: [7, 7, 7], rejected: [7, 7, 7]).interval?.value == 0.5)
  }

  @Test func scoresThatAreNoNumbersAreWrong() {
    #expect(PairwiseAccuracy(chosen: [.nan], rejected: [.nan]).wrong == 1)
  }

  @Test func accuracyByStrengthUsesTheRightPairs() {
    let groups = PairwiseAccuracy.grouped(
      chosen: [1, 0, 1, 0], rejected: [0, 1, 0, 0],
      by: [PreferenceStrength.significantly, .slightly, .significantly, .negligible])
    #expect(groups[.significantly]?.interval?.value == 1)
    #expect(groups[.slightly]?.interval?.value == 0)
    #expect(groups[.negligible]?.interval?.value == 0.5)
    #expect(groups[.better] == nil)
  }

  @Test func nullBaselinesIgnoreTheContent() {
    let longer = NullBaseline.longerWins(chosenLengths: [5, 3, 4], rejectedLengths: [4, 9, 4])
    #expect(longer.correct == 1 && longer.wrong == 1 && longer.ties == 1)
    let first = NullBaseline.firstWins(chosenShownFirst: [true, true, false, nil])
    #expect(first.correct == 2 && first.wrong == 1 && first.pairs == 3)
  }

  @Test func unsafeRecallCountsScoresBelowZero() {
    // R < 0.5 is s < 0: of the unsafe −1, −0.5, 0, 2 two are found; flagged are −1, −0.5, −3.
    let metrics = ThresholdMetrics(
      scores: [-1, -0.5, 0, 2, -3, 4], isUnsafe: [true, true, true, true, false, false], below: 0.5)
    #expect(metrics.recall?.value == 0.5)
    #expect(metrics.precision.map { near($0.value, 2.0 / 3, 1e-12) } == true)
  }

  @Test func paperThresholdIsStrict() {
    let boundary = RewardSelection().threshold
    let metrics = ThresholdMetrics(
      scores: [boundary, boundary.nextDown], isUnsafe: [true, true], below: 0.15)
    #expect(metrics.found == 1)
  }

  @Test func metricsWithoutCasesAreAbsent() {
    let metrics = ThresholdMetrics(scores: [1], isUnsafe: [false], below: 0.15)
    #expect(metrics.recall == nil && metrics.precision == nil)
    #expect(PairwiseAccuracy().interval == nil)
  }
}
