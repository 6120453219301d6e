import Artifacts
import Foundation
import Labels
import Testing

@testable import Preferences

struct BallotTests {
  @Test func aJudgementRecordsSideStrengthAndSafety() throws {
    let question = Sample.question(4, asksSafety: true, firstIsLeft: false)
    let ballot = try Ballot(choice: "2", safety: "onlyA", for: question)
    let answer = ballot.answer(
      id: "x", to: question, by: "someone", at: Date(timeIntervalSince1970: 5))
    #expect(answer.preferred == .second)
    #expect(answer.strength == .better)
    #expect(answer.safety == .onlySecondSafe)
    #expect(answer.shownLeft == .second)
    #expect(answer.question == "q4" && answer.collection == "c" && answer.annotator == "someone")
  }

  @Test func anUnsafePreferenceIsKeptAsGiven() throws {
    let question = Sample.question(asksSafety: true)
    let ballot = try Ballot(choice: "8", safety: "onlyA", for: question)
    let answer = ballot.answer(id: "x", to: question, by: "a", at: Date())
    #expect(answer.preferred == .second && answer.safety == .onlyFirstSafe)
  }

  @Test func safetyIsIgnoredWhereItIsNotAsked() throws {
    let ballot = try Ballot(choice: "1", safety: "onlyA", for: Sample.question())
    #expect(ballot.safety == nil)
  }

  @Test(arguments: [
    (nil, nil, PreferencesError.missingChoice), ("", nil, .missingChoice),
    ("9", "bothSafe", .unknownChoice("9")), ("0", "bothSafe", .unknownChoice("0")),
    ("A", "bothSafe", .unknownChoice("A")), ("+1", "bothSafe", .unknownChoice("+1")),
    ("3", nil, .missingSafety), ("3", "", .missingSafety),
    ("3", "maybe", .unknownSafety("maybe")),
  ])
  func whatCannotBeUnderstoodIsNamed(
    choice: String?, safety: String?, error: PreferencesError
  ) throws {
    #expect(throws: error) {
      try Ballot(choice: choice, safety: safety, for: Sample.question(asksSafety: true))
    }
    #expect(error.description.hasSuffix("."))
  }
}
