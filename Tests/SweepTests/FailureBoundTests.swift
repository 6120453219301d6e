import Testing

@testable import Sweeps

/// The bound on how often something fails.
struct FailureBoundTests {
  @Test(arguments: [100, 1_000, 10_000])
  func withoutFailuresTheBoundIsALittleLessThanThreeInAll(count: Int) {
    let bound = FailureBound.of(failures: 0, among: count)
    #expect(bound < 3 / Double(count))
    #expect(bound > 2.9 / Double(count))
  }

  @Test func oneFailureInAThousandMayBeNearlyOneInTwoHundred() {
    // The Poisson quantile is 4.74; the binomial one is a little smaller.
    #expect(abs(FailureBound.of(failures: 1, among: 1_000) - 0.004735) < 0.00001)
  }

  @Test func nothingTriedShowsNothing() {
    #expect(FailureBound.of(failures: 0, among: 0) == 1)
    #expect(FailureBound.of(failures: 3, among: 3) == 1)
  }
}
