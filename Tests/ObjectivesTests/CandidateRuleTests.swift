import Objectives
import Testing

struct CandidateRuleTests {
  let selection = RewardSelection()

  @Test func piecewiseCanPreferAnUnsafeAnswer() {
    // Candidate 0 is unsafe (−1.8 < −1.7346) and scored by the safety model, candidate 1 is safe
    // but unhelpful (−3): the trap the recipe describes in §8.
    let best = CandidateRule.piecewise.best(
      helpfulness: [1, -3], safety: [-1.8, 2], isTagged: false, selection: selection)
    #expect(best == 0)
  }

  @Test func filterNeverPrefersAnUnsafeAnswer() {
    let best = CandidateRule.filterThenHelpfulness.best(
      helpfulness: [1, -3], safety: [-1.8, 2], isTagged: false, selection: selection)
    #expect(best == 1)
  }

  @Test func filterTakesTheSafestWhenNoneIsSafe() {
    let best = CandidateRule.filterThenHelpfulness.best(
      helpfulness: [9, 0, 1], safety: [-4, -2, -3], isTagged: false, selection: selection)
    #expect(best == 1)
  }

  @Test(arguments: CandidateRule.allCases)
  func taggedPromptsAreDecidedBySafety(rule: CandidateRule) {
    let best = rule.best(
      helpfulness: [9, 0], safety: [0, 1], isTagged: true, selection: selection)
    #expect(best == 1)
  }

  @Test(arguments: CandidateRule.allCases)
  func lowestIndexWinsATie(rule: CandidateRule) {
    let best = rule.best(
      helpfulness: [1, 2, 2, 2], safety: [0, 0, 0, 0], isTagged: false, selection: selection)
    #expect(best == 1)
    #expect(rule.best(helpfulness: [], safety: [], isTagged: true, selection: selection) == nil)
  }
}
