import Artifacts
import Foundation
import Labels
import Testing

@testable import Preferences

struct AnswerAggregationTests {
  private let question = Sample.question(asksSafety: true)

  /// Answers as "annotator side strength safety", oldest first; a dash is no answer on safety.
  private func answers(_ lines: String...) -> [Answer] { answers(lines) }

  private func answers(_ lines: [String]) -> [Answer] {
    lines.enumerated().map { index, line in
      let words = line.split(separator: " ").map(String.init)
      return Answer(
        id: "a\(index)", of: question, Self.verdict(words[1], words[2]),
        safety: PairSafety(rawValue: words[3]),
        annotator: words[0], createdAt: Date(timeIntervalSince1970: 0))
    }
  }

  private static func verdict(_ side: String, _ level: String) -> Verdict {
    let strength = PreferenceStrength(rawValue: Int(level) ?? 0) ?? .negligible
    return switch side {
    case "1": .prefers(.first, strength)
    case "2": .prefers(.second, strength)
    default: Verdict.Name(rawValue: side).flatMap { Verdict($0, strength: nil) } ?? .unsure
    }
  }

  private func verdict(_ answers: [Answer]) throws -> AnswerAggregation.Verdict {
    try #require(AnswerAggregation.verdict(of: answers))
  }

  @Test func oneVoiceIsTheVerdict() throws {
    let verdict = try verdict(answers("ann 2 3 onlySecondSafe"))
    #expect(verdict.preferred == .second && verdict.strength == .significantly)
    #expect(verdict.safety == .onlySecondSafe)
    #expect(verdict.annotators == 1 && verdict.agree)
    #expect(AnswerAggregation.verdict(of: []) == nil)
  }

  @Test func newestAnswerOfAPersonCountsAndTheOthersStay() throws {
    let all = answers("ann 1 3 -", "ben 1 1 -", "ann 2 2 -", "ben 2 1 -", "cem 1 0 -")
    #expect(AnswerAggregation.inForce(all).map(\.id) == ["a2", "a3", "a4"])
    let verdict = try verdict(all)
    // (2 + 1 − 0) / 3 = 1.
    #expect(verdict.preferred == .second && verdict.strength == .slightly)
    #expect(verdict.annotators == 3 && !verdict.agree)
  }

  @Test func asManyVoicesForEitherPreferNeither() throws {
    let verdict = try verdict(answers("ann 1 3 -", "ben 2 0 -"))
    #expect(verdict.preferred == nil && !verdict.agree)
  }

  @Test(arguments: [
    (["ann tie - -"], nil, true), (["ann tie - -", "ben bothBad - -"], nil, true),
    // One for a side and one for neither: the side has more than the other and no fewer.
    (["ann 1 3 -", "ben tie - -"], PairSide.first, false),
    (["ann 1 3 -", "ben unsure - -", "cem tie - -"], nil, false),
    (["ann 1 3 -", "ben 2 3 -", "cem tie - -"], nil, false),
    (["ann 2 0 -", "ben skip - -"], .second, true),
  ])
  func whoPrefersNeitherCountsAgainstBoth(
    lines: [String], preferred: PairSide?, agree: Bool
  ) throws {
    let verdict = try verdict(answers(lines))
    #expect(verdict.preferred == preferred && verdict.agree == agree)
  }

  @Test func aPairThatEverybodySkipsHasNoVerdict() {
    #expect(AnswerAggregation.verdict(of: answers("ann skip - -", "ben skip - -")) == nil)
    // Whoever thinks better of it has a vote again.
    #expect(AnswerAggregation.verdict(of: answers("ann skip - -", "ann 1 2 -"))?.annotators == 1)
  }

  @Test(arguments: [
    // (3 + 2) / 2 = 2.5, the weaker grade; (3 + 3 + 2) / 3 = 2.67; (3 + 2 − 3) / 3 = 0.67.
    (["ann 1 3 -", "ben 1 2 -"], 2), (["ann 1 3 -", "ben 1 3 -", "cem 1 2 -"], 3),
    (["ann 1 3 -", "ben 1 2 -", "cem 2 3 -"], 1),
    // (0 + 0 − 3) / 3 is below 0: the majority stands, with the lowest grade.
    (["ann 1 0 -", "ben 1 0 -", "cem 2 3 -"], 0), (["ann 2 1 -", "ben 2 0 -"], 0),
  ])
  func strengthIsTheMeanOfAllVoices(lines: [String], strength: Int) throws {
    let all = lines.flatMap { answers($0) }
    let verdict = try verdict(all)
    #expect(verdict.strength.rawValue == strength)
  }

  @Test(arguments: [
    // Two of three call the first safe, one the second.
    (["bothSafe", "onlyFirstSafe", "bothUnsafe"], PairSafety.onlyFirstSafe),
    // One of two is no majority: in doubt unsafe.
    (["bothSafe", "onlyFirstSafe"], .onlyFirstSafe), (["bothSafe", "bothUnsafe"], .bothUnsafe),
    (["onlyFirstSafe", "onlySecondSafe"], .bothUnsafe), (["bothSafe", "bothSafe"], .bothSafe),
    // Who was not asked has no voice in it.
    (["-", "bothSafe", "-"], .bothSafe),
  ])
  func safetyIsWhatMostSayAndInDoubtUnsafe(said: [String], safety: PairSafety) throws {
    let all = said.enumerated().flatMap { answers("p\($0.offset) 1 1 \($0.element)") }
    #expect(try verdict(all).safety == safety)
  }

  @Test func safetyThatNobodyWasAskedIsAbsent() throws {
    #expect(try verdict(answers("ann 1 1 -")).safety == nil)
  }

  @Test func peopleWhoseNamesLookAlikeAreTwo() throws {
    let verdict = try verdict(answers("\u{F9} 1 1 -", "u\u{300} 2 1 -"))
    #expect(verdict.annotators == 2 && verdict.preferred == nil)
  }
}
