import Artifacts
import Foundation
import Testing

struct PeopleTests {
  private let temporary: TemporaryStore
  private let session: RunSession
  private let key = StageKey(hashing: "ask")
  private var store: ArtifactStore { temporary.store }

  init() throws {
    temporary = try TemporaryStore()
    session = try temporary.startRun(plan())
    try temporary.store.begin(computation("ask"), stage: "first", in: session)
    try temporary.store.publish((0..<3).map(Self.question), of: key, in: session)
  }

  private static func question(_ index: Int) -> Question {
    Question(
      id: "q\(index)", index: index,
      messages: [QuestionMessage(role: "user", content: "Why?")], first: "Because.",
      second: "<script>", asksSafety: index == 0, firstIsLeft: index % 2 == 0)
  }

  private func answer(_ id: String, _ index: Int, strength: Int = 2) throws -> Answer {
    let question = try store.questions(in: store.collection(of: key))[index]
    return Answer(
      id: id, of: question, preferred: .second, strength: strength, annotator: "anna",
      createdAt: Date(timeIntervalSince1970: 1_700_000_000.25))
  }

  @Test func publishedQuestionsAreOpenInOrder() throws {
    let open = try store.openCollections()
    #expect(open.count == 1)
    #expect(open[0].questions == 3)
    #expect(open[0].answered == 0)
    #expect(open[0].stage == "first")
    let questions = try store.questions(in: open[0].id)
    #expect(questions.map(\.id) == ["q0", "q1", "q2"])
    #expect(questions[0].collection == open[0].id)
    #expect(questions[0].second == "<script>")
  }

  @Test func publishingAgainChangesNothing() throws {
    try store.publish((0..<3).map(Self.question), of: key, in: session)
    #expect(try store.openCollections()[0].questions == 3)
  }

  @Test func answerIsStoredOnceHoweverOftenItIsSent() throws {
    let answer = try answer("a1", 1)
    try store.append(answer)
    try store.append(answer)
    let stored = try temporary.reopened().answers(in: answer.collection)
    #expect(stored == [answer])
    #expect(stored[0].shownLeft == .second)
    #expect(try store.openCollections()[0].answered == 1)
  }

  @Test func otherJudgementUnderTheSameIdIsRefused() throws {
    try store.append(try answer("a1", 1))
    #expect(throws: StoreError.answerTaken(id: "a1")) {
      try store.append(try answer("a1", 1, strength: 3))
    }
  }

  @Test func changedMindIsASecondRow() throws {
    try store.append(try answer("a1", 1))
    try store.append(try answer("a2", 1, strength: 0))
    let collection = store.collection(of: key)
    #expect(try store.answers(in: collection).map(\.strength) == [2, 0])
    #expect(try store.openCollections()[0].answered == 1)
  }

  @Test(arguments: [-1, 4])
  func strengthOutsideTheScaleIsRefused(strength: Int) throws {
    let answer = try answer("a1", 1, strength: strength)
    let error = #expect(throws: StoreError.self) { try store.append(answer) }
    #expect(
      error?.description
        == "A strength of \(strength) is outside the scale; "
        + "give 0 (negligibly) to 3 (significantly).")
  }

  @Test func answerToNoQuestionIsRefused() throws {
    var answer = try answer("a1", 1)
    answer.question = "q9"
    #expect(
      throws: StoreError.noSuchQuestion(collection: answer.collection, question: "q9")
    ) { try store.append(answer) }
  }

  @Test func lateAnswerToAFinishedStageIsStillStored() throws {
    let answer = try answer("a1", 1)
    let work = FinishedWork(
      outputs: ["x": (try temporary.folder(["x": "1"]), "x")], sections: [], metrics: [],
      seconds: 0)
    _ = try store.finish(key, stage: "first", with: work, in: session)
    #expect(try store.openCollections().isEmpty)
    try store.append(answer)
    #expect(try store.answers(in: answer.collection) == [answer])
  }
}
