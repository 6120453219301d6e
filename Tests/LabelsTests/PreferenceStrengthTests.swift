import Labels
import Testing

struct PreferenceStrengthTests {
  @Test func levelsAreInOrderAndFoundByName() {
    let levels = PreferenceStrength.allCases
    #expect(levels.map(\.rawValue) == [0, 1, 2, 3] && levels == levels.sorted())
    #expect(levels.allSatisfy { PreferenceStrength(name: $0.name) == $0 })
    #expect(PreferenceStrength(name: "much") == nil)
  }
}
