import Labels
import Objectives
import Testing
import TruthInference

/// Labels against the truth in simulated crowds, most of which the model describes only roughly.
struct CrowdSimulationTests {
  /// One setting, and what was inferred.
  struct Trial: Sendable {
    let crowd: SimulatedCrowd
    let drawn: SimulatedVotes
    let estimate: CrowdEstimate

    var labels: [Double] { estimate.labels.map(\.first.value) }

    /// By how much the log loss of the labels is below that of the smoothed share of votes.
    var gain: Double {
      let model = Calibration(probabilities: labels, outcomes: drawn.outcomes)
      let majority = Calibration(probabilities: drawn.majority, outcomes: drawn.outcomes)
      return (majority?.logLoss ?? .nan) - (model?.logLoss ?? .nan)
    }
  }

  static let trials: [Trial] = SimulatedCrowd.settings.enumerated().map { index, crowd in
    let drawn = SimulatedVotes(crowd, seed: UInt64(index))
    return Trial(crowd: crowd, drawn: drawn, estimate: GLAD().fit(drawn.votes))
  }

  @Test func labelsBeatMajorityInAlmostEverySetting() {
    let contested = Self.trials.filter { $0.crowd.votesPerItem > 1 }
    #expect(contested.count == 28)
    #expect(contested.count { $0.gain > 0 } >= 27)
  }

  @Test func loneVotesCountAsTheSmoothedShare() {
    for trial in Self.trials where trial.crowd.votesPerItem == 1 {
      let largest = zip(trial.labels, trial.drawn.majority).map { abs($0 - $1) }.max() ?? 1
      #expect(largest < 1e-9, "\(trial.crowd)")
    }
  }

  @Test func contestedLabelsAreCalibrated() throws {
    // Nobody can tell from lone votes how reliable the crowd is.
    let contested = Self.trials.filter { $0.crowd.votesPerItem > 1 }
    let calibration = try #require(
      Calibration(
        probabilities: contested.flatMap(\.labels), outcomes: contested.flatMap(\.drawn.outcomes)))
    #expect(calibration.expectedError <= 0.03)
  }

  @Test func intervalsCoverWhatTheInformedWouldSay() {
    // Where strengths are perceived, nobody has a formula for what the informed would say.
    let trials = Self.trials.filter { $0.crowd.strengths != .perceived }
    let covered = trials.flatMap { trial in
      zip(trial.estimate.labels, trial.drawn.informed).map { label, informed in
        label.first.low <= informed && informed <= label.first.high
      }
    }
    let share = Double(covered.count { $0 }) / Double(covered.count)
    #expect(abs(share - 0.95) < 0.025)
  }

  @Test func intervalsCoverTheReliabilities() {
    let covered = Self.trials.flatMap { trial in
      zip(trial.estimate.annotators, trial.drawn.reliabilities).map { estimate, truth in
        estimate.reliability.low <= truth && truth <= estimate.reliability.high
      }
    }
    let share = Double(covered.count { $0 }) / Double(covered.count)
    #expect(abs(share - 0.95) < 0.035)
  }

  @Test func almostEverySettingConverges() {
    #expect(Self.trials.count { $0.estimate.converged } >= 39)
  }

  @Test func strongVotesAreLearntToCountMore() throws {
    let crowd = SimulatedCrowd(
      annotators: 20, votesPerItem: 5, items: 1000, strengths: .multiplying)
    let multipliers = GLAD().fit(SimulatedVotes(crowd, seed: 7).votes).multipliers
    let levels = PreferenceStrength.allCases.compactMap { multipliers[$0] }
    #expect(levels == levels.sorted())
    let ratio = try #require(levels.last) / #require(levels.first)
    // Four in the simulation; the prior draws it together.
    #expect(ratio > 2 && ratio < 6)
  }
}
