import Artifacts
import Foundation
import Labels
import Testing

@testable import Preferences

struct BallotTests {
  @Test func aJudgementRecordsSideStrengthAndSafety() throws {
    let question = Sample.question(4, asksSafety: true, firstIsLeft: false)
    let ballot = try Ballot(.init(choice: "2", safety: "onlyA"), for: question)
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
    var fields = Ballot.Fields(choice: "8", safety: "onlyA")
    #expect(throws: PreferencesError.unsafePreferred) { try Ballot(fields, for: question) }
    fields.confirmed = "7-onlyA"
    #expect(throws: PreferencesError.unsafePreferred) { try Ballot(fields, for: question) }
    fields.confirmed = fields.confirmation
    let ballot = try Ballot(fields, for: question)
    let answer = ballot.answer(id: "x", to: question, by: "a", at: Date())
    #expect(answer.preferred == .second && answer.safety == .onlyFirstSafe)
  }

  @Test func aSkippedPairNeedsAReasonAndNothingElse() throws {
    let question = Sample.question(asksSafety: true)
    var fields = Ballot.Fields(choice: "skip")
    #expect(throws: PreferencesError.missingReason) { try Ballot(fields, for: question) }
    fields.flag = " I know who wrote this. "
    let answer = try Ballot(fields, for: question).answer(id: "x", to: question, by: "a", at: .now)
    #expect(answer.verdict == .skip && answer.flag == "I know who wrote this.")
    fields.flag = String(repeating: "x", count: 5_000)
    #expect(throws: PreferencesError.longText(bytes: 5_000, most: 4_096)) {
      try Ballot(fields, for: question)
    }
  }

  @Test(arguments: [("9", Verdict.tie), ("0", .bothBad), ("unsure", .unsure)])
  func neitherMayBeBetter(choice: String, verdict: Verdict) throws {
    let question = Sample.question()
    var fields = Ballot.Fields(choice: choice)
    fields.comment = "Why."
    let answer = try Ballot(fields, for: question).answer(id: "x", to: question, by: "a", at: .now)
    #expect(answer.verdict == verdict && answer.comment == "Why.")
    #expect(answer.preferred == nil && answer.strength == nil)
  }

  @Test func safetyIsIgnoredWhereItIsNotAsked() throws {
    let ballot = try Ballot(.init(choice: "1", safety: "onlyA"), for: Sample.question())
    #expect(ballot.safety == nil)
  }

  @Test(arguments: [
    (nil, nil, PreferencesError.missingChoice), ("", nil, .missingChoice),
    ("10", "bothSafe", .unknownChoice("10")), ("-1", "bothSafe", .unknownChoice("-1")),
    ("A", "bothSafe", .unknownChoice("A")), ("+1", "bothSafe", .unknownChoice("+1")),
    ("3", nil, .missingSafety), ("3", "", .missingSafety),
    ("3", "maybe", .unknownSafety("maybe")),
  ])
  func whatCannotBeUnderstoodIsNamed(
    choice: String?, safety: String?, error: PreferencesError
  ) throws {
    #expect(throws: error) {
      try Ballot(.init(choice: choice, safety: safety), for: Sample.question(asksSafety: true))
    }
    #expect(error.description.hasSuffix("."))
  }
}
