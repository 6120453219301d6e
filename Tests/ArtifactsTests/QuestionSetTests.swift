import Artifacts
import Foundation
import Labels
import Testing

/// Answers belong to what people were asked, not to the stage that asked it.
struct QuestionSetTests {
  private let temporary: TemporaryStore
  private let session: RunSession

  init() throws {
    temporary = try TemporaryStore()
    session = try temporary.startRun(plan(["first", "second"]))
    for stage in ["first", "second"] {
      try temporary.store.begin(computation(stage), stage: stage, in: session)
    }
  }

  private static func questions(_ words: String = "Because.") -> [Question] {
    (0..<3).map { index in
      Question(
        id: "q\(index)", index: index,
        messages: [QuestionMessage(role: "user", content: "Why?")], first: words, second: "So.",
        asksSafety: false, firstIsLeft: true)
    }
  }

  private func ask(_ questions: [Question], as stage: String = "first") throws -> String {
    try temporary.store.ask(questions, for: StageKey(hashing: stage), in: session)
  }

  private func answer(_ collection: String, _ index: Int = 0) throws {
    let question = try #require(try temporary.store.question(at: index, in: collection))
    try temporary.store.append(
      Answer(
        id: "a\(index)", of: question, .prefers(.first, .slightly), annotator: "anna",
        createdAt: Date(timeIntervalSince1970: 1)))
  }

  @Test func anotherStageThatAsksTheSameHasTheAnswers() throws {
    let collection = try ask(Self.questions())
    try answer(collection)
    var turned = Self.questions()
    for index in turned.indices { turned[index].firstIsLeft = false }
    #expect(try ask(turned, as: "second") == collection)
    #expect(try temporary.store.answers(in: collection).map(\.id) == ["a0"])
    // What was shown stays as it was.
    #expect(try temporary.store.question(at: 1, in: collection)?.firstIsLeft == true)
  }

  @Test func otherWordsAreAnotherCollection() throws {
    #expect(try ask(Self.questions()) != ask(Self.questions("Perhaps."), as: "second"))
    var safety = Self.questions()
    safety[0].asksSafety = true
    #expect(try ask(Self.questions()) != ask(safety, as: "second"))
  }

  @Test func theNameIsTheSameOnEveryMachine() throws {
    #expect(try QuestionSet(Self.questions()).name == "022b50eceebd8ead")
  }

  @Test func sidesAreDrawnByTheQuestionAlone() throws {
    let sides = try (0..<400).map { index in
      var question = Self.questions("\(index)")[0]
      try question.drawSide()
      return question.firstIsLeft
    }
    #expect((160...240).contains(sides.count { $0 }))
  }

  @Test(arguments: [
    "UPDATE question SET body = replace(body, 'Because.', 'Never.')",
    "UPDATE question SET body = replace(body, '\"firstIsLeft\":true', '\"firstIsLeft\":false')",
    "DELETE FROM question WHERE id = 'q2'",
    """
    UPDATE collection SET shown = '';
    UPDATE question SET body = replace(body, 'Because.', 'Never.')
    """,
  ])
  func aChangeOfWhatPeopleAreShownIsFoundAndNotTrainedOn(damage: String) throws {
    let collection = try ask(Self.questions())
    try temporary.execute(damage)
    let finding = try temporary.store.inspect().findings.first { $0.kind == .alteredQuestions }
    #expect(finding?.subject == collection)
    #expect(finding?.severity == .damage)
    #expect(throws: StoreError.alteredQuestions(collection: collection)) {
      try ask(Self.questions())
    }
  }
}
