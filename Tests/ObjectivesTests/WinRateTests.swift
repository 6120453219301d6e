import Objectives
import Testing

struct WinRateTests {
  @Test func tiesAreCountedHalfOrRemoved() {
    // Llama 2 70B against ChatGPT, Fig. 1: 35.9 win, 31.5 tie, 32.5 loss, here per mille.
    let record = WinRate(wins: 359, ties: 315, losses: 325)
    #expect(near(record.withoutTies?.value ?? 0, 359.0 / 684, 1e-12))
    #expect(near(record.interval?.value ?? 0, 516.5 / 999, 1e-12))
  }

  @Test func scoresDecideAPrompt() {
    var record = WinRate()
    record.count(2, against: 1)
    record.count(1, against: 1)
    record.count(0, against: 1)
    #expect(record == WinRate(wins: 1, ties: 1, losses: 1))
  }

  static let verdicts: [([Int], Double)] = [([2, 1, -3], 1), ([0, 3, -1], 0), ([-1, -2, 3], -1)]

  @Test(arguments: verdicts)
  func medianOfTheRatingsDecides(ratings: [Int], verdict: Double) {
    #expect(WinRate.verdict(of: ratings) == verdict)
  }

  @Test func recordWithoutDecisionsHasNoRate() {
    #expect(WinRate(ties: 3).withoutTies == nil)
    #expect(WinRate().interval == nil)
  }
}
