import Artifacts
import Labels
import Testing

@testable import Preferences

struct ChoiceTests {
  @Test(arguments: [(1, 3), (2, 2), (3, 1), (4, 0), (5, 0), (6, 1), (7, 2), (8, 3)])
  func keysAreMirroredInStrength(key: Int, strength: Int) throws {
    let choice = try #require(Choice(rawValue: key))
    #expect(choice.strength.rawValue == strength)
    #expect(choice.isLeft == (key <= 4))
  }

  @Test(arguments: Choice.allCases, [true, false])
  func aChoiceMeansTheAnswerShownOnItsSide(choice: Choice, firstIsLeft: Bool) {
    let question = Sample.question(firstIsLeft: firstIsLeft)
    let left: PairSide = firstIsLeft ? .first : .second
    let right: PairSide = firstIsLeft ? .second : .first
    #expect(choice.preferred(in: question) == (choice.isLeft ? left : right))
  }
}
