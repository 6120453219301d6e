import Objectives
import Testing

/// Two prompts: answers worth 1, 2 and 6 to the first, −3 and 5 to the second.
struct GroupAdvantageTests {
  let answers = [
    RewardedAnswer(group: 0, rewards: [0.5, 0.5]),
    RewardedAnswer(group: 1, rewards: [-3]),
    RewardedAnswer(group: 0, rewards: [0, 0, 2]),
    RewardedAnswer(group: 0, rewards: [6]),
    RewardedAnswer(group: 1, rewards: [1, 4]),
  ]

  @Test func leaveOneOutComparesWithTheMeanOfTheOthers() {
    let estimates = GroupAdvantage.leaveOneOut.estimates(of: answers)
    // 1 − (2 + 6) / 2 = −3; 2 − (1 + 6) / 2 = −1.5; 6 − (1 + 2) / 2 = 4.5; −3 − 5 = −8; 5 + 3 = 8
    #expect(
      estimates.map(\.advantages) == [[-3, -3], [-8], [-1.5, -1.5, -1.5], [4.5], [8, 8]])
  }

  @Test func standardizedAdvantagesCountInDeviationsOfTheGroup() {
    let estimates = GroupAdvantage.standardized.estimates(of: answers).map(\.advantages)
    // First prompt: mean 3, s = √((4 + 1 + 9) / 2) = 2.6457513; −2, −1 and 3 over 2.6458513
    // Second: mean 1, s = √((16 + 16) / 1) = 5.6568542; −4 and 4 over 5.6569542
    #expect(near(estimates[0], [-0.755900, -0.755900]))
    #expect(near(estimates[2], [-0.377950, -0.377950, -0.377950]))
    #expect(near(estimates[3], [1.133851]))
    #expect(near(estimates[1], [-0.707094]))
    #expect(near(estimates[4], [0.707094, 0.707094]))
  }

  @Test(arguments: [GroupAdvantage.leaveOneOut, .standardized])
  func equalAnswersTeachNothing(estimator: GroupAdvantage) {
    let equal = (0..<3).map { _ in RewardedAnswer(group: 4, rewards: [1, 2]) }
    #expect(estimator.estimates(of: equal).allSatisfy { $0.advantages == [0, 0] })
  }

  @Test(arguments: [GroupAdvantage.leaveOneOut, .standardized])
  func advantagesOfAPromptSumToZero(estimator: GroupAdvantage) {
    let estimates = zip(answers, estimator.estimates(of: answers))
    for group in [0, 1] {
      let sum = estimates.filter { $0.0.group == group }.reduce(0) { $0 + $1.1.advantages[0] }
      #expect(abs(sum) < 1e-6)
    }
  }

  @Test func noCriticIsReadOrTaught() {
    #expect(!GroupAdvantage.leaveOneOut.readsValues && GeneralizedAdvantage().readsValues)
    let estimates = GroupAdvantage.standardized.estimates(of: answers)
    #expect(estimates.allSatisfy { $0.returns.isEmpty })
  }

  @Test func generalizedAdvantageLooksAtEachAnswerAlone() {
    let estimator = GeneralizedAdvantage(discount: 0.9, decay: 0.8)
    let answers = [
      RewardedAnswer(group: 0, rewards: [0, 1], values: [0.5, 0.2]),
      RewardedAnswer(group: 0, rewards: [3], values: [1]),
    ]
    #expect(
      estimator.estimates(of: answers)
        == answers.map { estimator.estimate(rewards: $0.rewards, values: $0.values) })
  }
}
