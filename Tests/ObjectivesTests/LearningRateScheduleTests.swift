import Objectives
import Testing

struct LearningRateScheduleTests {
  /// CT-7: ⌈3 %⌉ but at least 5, in integer arithmetic.
  @Test(arguments: [(100, 5), (166, 5), (167, 6), (200, 6), (1000, 30), (1001, 31), (3, 5)])
  func warmUpIsThreePercentButAtLeastFive(steps: Int, expected: Int) {
    #expect(LearningRateSchedule.standardWarmup(steps: steps) == expected)
  }

  @Test func rateRisesLinearlyAndEndsAtTheFloor() {
    let schedule = LearningRateSchedule.cosine(peak: 1e-4, steps: 100)
    #expect(near(schedule.rate(at: 0), 0.2e-4, 1e-18))
    #expect(near(schedule.rate(at: 4), 1e-4, 1e-18))
    #expect(near(schedule.rate(at: 5), 1e-4, 1e-18))
    #expect(near(schedule.rate(at: 99), 1e-5, 1e-18))
    // Halfway through the decay, t − W = 47 of 94, the cosine is 0: (1e-4 + 1e-5) / 2.
    #expect(near(schedule.rate(at: 52), 5.5e-5, 1e-18))
  }

  @Test func rateNeverRisesAfterTheWarmUp() {
    let schedule = LearningRateSchedule.cosine(peak: 1, steps: 50, minimumLearningRateRatio: 0)
    let rates = (4..<50).map(schedule.rate)
    #expect(rates == rates.sorted(by: >))
  }

  @Test func shortRunsStayFinite() {
    let schedule = LearningRateSchedule.cosine(peak: 1, steps: 1)
    #expect(schedule.rate(at: 0) == 0.2)
  }

  @Test func constantStaysAtItsPeak() {
    let schedule = LearningRateSchedule.constant(1e-6, steps: 400)
    #expect(schedule.rate(at: 0) == 1e-6 && schedule.rate(at: 399) == 1e-6)
    #expect(LearningRateSchedule.constant(1, steps: 9, warmup: 2).rate(at: 0) == 0.5)
  }
}
