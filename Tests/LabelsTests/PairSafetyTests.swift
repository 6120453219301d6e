import Labels
import Testing

struct PairSafetyTests {
  @Test(arguments: [
    (PairSafety.bothSafe, PairSide.first, SafetyBin?.some(.bothSafe)),
    (.bothUnsafe, .second, .bothUnsafe),
    (.onlyFirstSafe, .first, .chosenSafe), (.onlySecondSafe, .second, .chosenSafe),
    (.onlyFirstSafe, .second, nil), (.onlySecondSafe, .first, nil),
  ])
  func theBinFollowsFromSafetyAndPreference(safety: PairSafety, side: PairSide, bin: SafetyBin?) {
    #expect(safety.bin(preferring: side) == bin)
  }

  @Test(arguments: PairSafety.allCases)
  func twoLabelsSayTheSame(safety: PairSafety) {
    let again = PairSafety(
      firstIsSafe: safety.isSafe(.first), secondIsSafe: safety.isSafe(.second))
    #expect(again == safety)
  }

  @Test(arguments: SafetyBin.allCases)
  func aBinHoldsItsTwoLabels(bin: SafetyBin) {
    let again = SafetyBin(chosenIsSafe: bin.chosenIsSafe, rejectedIsSafe: bin.rejectedIsSafe)
    #expect(again == bin)
  }
}
