import Artifacts
import Labels
import Testing

@testable import Preferences

struct ScreenSafetyTests {
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
