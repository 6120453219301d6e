import Artifacts
import Foundation
import Labels
import Testing

struct PeopleTests {
  private let temporary: TemporaryStore
  private let session: RunSession
  private let key = StageKey(hashing: "ask")
  private let collection: String
  private var store: ArtifactStore { temporary.store }

  init() throws {
    temporary = try TemporaryStore()
    session = try temporary.startRun(plan())
    try temporary.store.begin(computation("ask"), stage: "first", in: session)
    collection = try temporary.store.ask((0..<3).map(Self.question), for: key, in: session)
  }

  private static func question(_ index: Int) -> Question {
    Question(
      id: "q\(index)", index: index,
      messages: [QuestionMessage(role: "user", content: "Why?")], first: "Because.",
      second: "<script>", asksSafety: index == 0, firstIsLeft: index % 2 == 0)
  }

  private func answer(_ id: String, _ index: Int, strength: PreferenceStrength = .better) throws
    -> Answer
  {
    let question = try store.questions(in: collection)[index]
    return Answer(
      id: id, of: question, .prefers(.second, strength), annotator: "anna",
      createdAt: Date(timeIntervalSince1970: 1_700_000_000.25))
  }

  @Test func askedQuestionsAreOpenInOrder() throws {
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

  @Test func askingAgainChangesNothing() throws {
    #expect(try store.ask((0..<3).map(Self.question), for: key, in: session) == collection)
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
      try store.append(try answer("a1", 1, strength: .significantly))
    }
  }

  @Test func changedMindIsASecondRow() throws {
    try store.append(try answer("a1", 1))
    try store.append(try answer("a2", 1, strength: .negligible))
    #expect(try store.answers(in: collection).map(\.strength) == [.better, .negligible])
    #expect(try store.openCollections()[0].answered == 1)
  }

  @Test func aJudgementAlreadyInForceIsNotStoredAgain() throws {
    for id in ["a1", "a2", "a3"] { try store.append(try answer(id, 1)) }
    try store.append(try answer("a4", 1, strength: .significantly))
    try store.append(try answer("a5", 1))
    #expect(try store.answers(in: collection).map(\.id) == ["a1", "a4", "a5"])
  }

  @Test func judgementsOfOneQuestionByOneAnnotatorAreBounded() throws {
    for turn in 0..<ArtifactStore.mostJudgements {
      try store.append(try answer("a\(turn)", 1, strength: turn % 2 == 0 ? .negligible : .slightly))
    }
    let error = #expect(throws: StoreError.tooManyJudgements(by: "anna", limit: 100)) {
      try store.append(try answer("more", 1, strength: .negligible))
    }
    #expect(error?.description.contains("judged this pair 100 times") == true)
    var other = try answer("bert", 1)
    other.annotator = "bert"
    try store.append(other)
    try store.append(try answer("next", 2))
    #expect(try store.answers(in: collection).count == 102)
  }

  @Test func theFirstQuestionWithoutAnAnswerIsNext() throws {
    func next() throws -> String? {
      try store.assign(in: collection, to: "anna")?.id
    }
    #expect(try next() == "q0")
    try store.append(try answer("a1", 0))
    #expect(try next() == "q1")
    try store.append(try answer("a2", 2))
    #expect(try next() == "q1")
    try store.append(try answer("a3", 1))
    #expect(try next() == nil)
    #expect(try store.question(at: 2, in: collection)?.id == "q2")
    #expect(try store.question(at: 3, in: collection) == nil)
    #expect(try store.progress(of: collection)?.answered == 3)
    #expect(try store.progress(of: "nothing") == nil)
  }

  @Test(arguments: [
    "UPDATE collection SET answered = 2", "UPDATE question SET votes = votes + 1",
    "UPDATE question SET isOpen = 1 - isOpen", "UPDATE collection SET questions = 9",
  ])
  func countsThatAreWrongAreFoundAndCountedAgain(damage: String) throws {
    try store.append(try answer("a1", 1))
    temporary.endTurn()
    try temporary.execute(damage)
    #expect(try store.inspect().findings.contains { $0.kind == .wrongCount })
    let lease = try store.lease(for: "llamero fsck", scope: .store)
    defer { lease.release() }
    #expect(try store.repair(under: lease).isSound)
    #expect(try !store.inspect().findings.contains { $0.kind == .wrongCount })
    #expect(try store.progress(of: collection)?.answered == 1)
    #expect(try store.assign(in: collection, to: "bert")?.id == "q0")
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
