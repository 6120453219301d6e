import Artifacts
import Testing

@testable import Preferences

struct SafetyTests {
  @Test(arguments: [
    (Safety.bothSafe, PairSide.first, Safety.Bin.bothSafe), (.bothUnsafe, .second, .bothUnsafe),
    (.onlyFirstSafe, .first, .chosenSafe), (.onlySecondSafe, .second, .chosenSafe),
    (.onlyFirstSafe, .second, .chosenUnsafe), (.onlySecondSafe, .first, .chosenUnsafe),
  ])
  func theBinFollowsFromSafetyAndPreference(safety: Safety, side: PairSide, bin: Safety.Bin) {
    #expect(safety.bin(preferring: side) == bin)
  }

  @Test func screenSidesBecomeAnswersOfTheQuestion() {
    let straight = Sample.question(firstIsLeft: true)
    let swapped = Sample.question(firstIsLeft: false)
    #expect(ScreenSafety.onlyA.safety(in: straight) == .onlyFirstSafe)
    #expect(ScreenSafety.onlyA.safety(in: swapped) == .onlySecondSafe)
    #expect(ScreenSafety.onlyB.safety(in: straight) == .onlySecondSafe)
    #expect(ScreenSafety.onlyB.safety(in: swapped) == .onlyFirstSafe)
    #expect(ScreenSafety.bothSafe.safety(in: swapped) == .bothSafe)
    #expect(ScreenSafety.bothUnsafe.safety(in: swapped) == .bothUnsafe)
  }
}
