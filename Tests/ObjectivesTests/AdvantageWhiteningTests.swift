import Objectives
import Testing

struct AdvantageWhiteningTests {
  @Test func statisticsRespectTheMask() {
    // 1 and 3 count: mean 2, deviation 1. The NaN beside them does not.
    let mask = TokenMask([true, false, true])
    let whitened = AdvantageWhitening.whiten([1, .nan, 3], mask: mask)
    #expect(near(whitened, [-1, 0, 1]))
  }

  @Test func momentsOfMaskedValuesIgnoreTheRest() {
    let moments = Moments(of: [1, 100, 3], where: TokenMask([true, false, true]))
    #expect(moments == Moments(of: [1.0, 3.0]))
    #expect(moments.mean == 2 && moments.variance == 1 && moments.count == 2)
  }
}
