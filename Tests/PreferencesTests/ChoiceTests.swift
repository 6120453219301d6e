import Artifacts
import Labels
import Testing

@testable import Preferences

struct ChoiceTests {
  @Test func theKeysGoFromABetterToBBetter() {
    let scale = (1...8).compactMap { Choice(rawValue: "\($0)") }
    #expect(scale.map(\.isLeft) == [true, true, true, true, false, false, false, false])
    #expect(scale.map(\.strength?.rawValue) == [3, 2, 1, 0, 0, 1, 2, 3])
    #expect(scale.map(\.key) == scale.map(\.rawValue))
    let others = Choice.allCases.filter { !scale.contains($0) }
    #expect(others.allSatisfy { $0.isLeft == nil && $0.strength == nil })
    #expect(others.map(\.key) == ["9", "0", "?", nil])
  }

  @Test(arguments: [true, false]) func sidesAreThoseOfTheScreen(firstIsLeft: Bool) {
    let question = Sample.question(firstIsLeft: firstIsLeft)
    #expect(Choice.betterA.verdict(on: question).preferred == (firstIsLeft ? .first : .second))
    #expect(Choice.betterB.verdict(on: question).preferred == (firstIsLeft ? .second : .first))
    for choice in Choice.allCases {
      #expect(Choice(choice.verdict(on: question), on: question) == choice)
    }
  }
}
