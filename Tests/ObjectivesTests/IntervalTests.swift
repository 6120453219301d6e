import Objectives
import Testing

struct IntervalTests {
  /// A generator with a fixed sequence (SplitMix64), so that a bootstrap can be repeated.
  struct Counter: RandomNumberGenerator {
    var state: UInt64 = 7

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  @Test func wilsonIntervalEqualsItsFormula() throws {
    // n = 10, p = 0.5, z² = 3.8415: centre (0.5 + 0.19207) / 1.38415 = 0.5, half-width
    // 1.95996 · √(0.025 + 0.0096036) / 1.38415 = 0.26340.
    let interval = try #require(WilsonInterval.interval(successes: 5, trials: 10))
    #expect(near(interval.low, 0.23660, 1e-5) && near(interval.high, 0.76340, 1e-5))
    #expect(interval.count == 10)
  }

  @Test func wilsonIntervalStaysWithinZeroAndOne() throws {
    // p = 0: low 0, high z² / (n + z²) = 3.8415 / 13.8415 = 0.27753.
    let none = try #require(WilsonInterval.interval(successes: 0, trials: 10))
    #expect(none.low == 0 && near(none.high, 0.27753, 1e-5))
    let all = try #require(WilsonInterval.interval(successes: 10, trials: 10))
    #expect(near(all.low, 0.72247, 1e-5) && near(all.high, 1, 1e-12))
    #expect(all.isAbove(none) && !none.isAbove(all))
    #expect(WilsonInterval.interval(successes: 0, trials: 0) == nil)
  }

  @Test func bootstrapOfAMeanHasTheWidthOfTheNormalInterval() throws {
    // 400 values 0 and 1 in equal shares: standard error 0.5 / 20 = 0.025, so ± 0.049.
    var generator = Counter()
    let values = (0..<400).map { Double($0 % 2) }
    let interval = try #require(BootstrapInterval.mean(of: values, using: &generator))
    #expect(interval.value == 0.5)
    #expect(near(interval.low, 0.451, 0.008) && near(interval.high, 0.549, 0.008))
  }

  @Test func sameSeedGivesTheSameBootstrap() {
    var (first, second) = (Counter(), Counter())
    let values = [1.0, 5, 2, 8]
    #expect(
      BootstrapInterval.mean(of: values, using: &first)
        == BootstrapInterval.mean(of: values, using: &second))
    #expect(BootstrapInterval.mean(of: [], using: &first) == nil)
  }

  @Test func quantilesInterpolate() {
    let quantiles = Quantiles(of: [4, 1, 3, 2])
    #expect(quantiles.median == 2.5)
    #expect(quantiles.value(at: 0.25) == 1.75)
    #expect(quantiles.smallest == 1 && quantiles.largest == 4)
  }
}
