import Artifacts
import Foundation
import Labels
import Logging
import Synchronization
import Testing

/// Questions reach as many people as they need, whoever goes away.
struct QueueTests {
  private let temporary: TemporaryStore
  private let session: RunSession
  private let clock = ToyClock()
  private let store: ArtifactStore
  private let key = StageKey(hashing: "ask")

  init() throws {
    temporary = try TemporaryStore()
    session = try temporary.startRun(plan())
    try temporary.store.begin(computation("ask"), stage: "first", in: session)
    let clock = clock
    store = try ArtifactStore(
      home: temporary.home, logger: Logger(label: "test"), now: { clock.now })
  }

  private func ask(_ count: Int, of each: Int) throws -> String {
    let questions = (0..<count).map { index in
      Question(
        id: "q\(index)", index: index, messages: [], first: "a\(index)", second: "b",
        asksSafety: false, firstIsLeft: true)
    }
    return try temporary.store.ask(
      questions, as: AskingPlan(overlap: each), for: key, in: session)
  }

  private func judge(
    _ question: Question, _ person: String, _ verdict: Verdict = .tie
  ) throws {
    try store.append(
      Answer(
        id: UUID().uuidString, of: question, verdict, annotator: person, createdAt: clock.now))
  }

  private func next(_ collection: String, _ person: String) throws -> Question? {
    try store.assign(in: collection, to: person)
  }

  @Test func twoPeopleHaveTwoQuestionsAndEachKeepsTheirs() throws {
    let collection = try ask(3, of: 1)
    #expect(try next(collection, "ann")?.id == "q0")
    #expect(try next(collection, "ben")?.id == "q1")
    #expect(try next(collection, "ann")?.id == "q0")
    #expect(try next(collection, "cem")?.id == "q2")
    #expect(try next(collection, "dee") == nil)
    // A page that was left for another of the same pair gives nothing back.
    let second = try #require(try store.question(at: 1, in: collection))
    try store.endAssignment(of: second, to: "ben", page: "older")
    #expect(try next(collection, "dee") == nil)
    try store.endAssignment(of: second, to: "ben", page: "")
    #expect(try next(collection, "dee")?.id == "q1")
  }

  @Test func aQuestionIsAskedUntilAsManyHaveJudgedIt() throws {
    let collection = try ask(1, of: 2)
    let question = try #require(try next(collection, "ann"))
    #expect(try next(collection, "ben")?.id == "q0")
    #expect(try next(collection, "cem") == nil)
    try judge(question, "ann")
    #expect(try next(collection, "ann") == nil)
    #expect(try store.progress(of: collection)?.answered == 0)
    try judge(question, "ben", .skip)
    #expect(try next(collection, "ben") == nil)
    #expect(try next(collection, "cem")?.id == "q0")
    try judge(question, "cem")
    #expect(try store.progress(of: collection)?.answered == 1)
    // Asking one more person opens the question again, asking fewer closes it.
    _ = try ask(1, of: 3)
    #expect(try store.progress(of: collection)?.answered == 0)
    #expect(try next(collection, "dee")?.id == "q0")
    _ = try ask(1, of: 1)
    #expect(try store.progress(of: collection)?.answered == 1)
    #expect(try temporary.reopened().inspect().findings.allSatisfy { $0.kind != .wrongCount })
  }

  @Test func whoeverGoesAwayKeepsNothingAndIsNeverRefused() throws {
    let collection = try ask(1, of: 1)
    let question = try #require(try next(collection, "ann"))
    clock.pass(ArtifactStore.reservation / 2)
    try store.keepAssignment(of: question, to: "ann", page: "")
    clock.pass(ArtifactStore.reservation - 1)
    #expect(try next(collection, "ben") == nil)
    clock.pass(2)
    #expect(try next(collection, "ben")?.id == "q0")
    // A page that comes back too late takes nothing from others.
    try store.keepAssignment(of: question, to: "ann", page: "")
    #expect(try next(collection, "ben")?.id == "q0")
    clock.pass(10)
    try judge(question, "ben")
    try judge(question, "ann")
    let answers = try store.answers(in: collection)
    #expect(answers.map(\.isLate) == [false, true])
    #expect(answers.map(\.seconds) == [10, nil])
    // Who judges again is not late.
    try judge(question, "ben", .unsure)
    #expect(try store.answers(in: collection).map(\.isLate) == [false, true, false])
  }

  @Test func sidesAreDrawnEvenlyForEachPersonAndStayTheSame() throws {
    let question = Question(
      id: "q", index: 0, messages: [], first: "a", second: "b", asksSafety: false,
      firstIsLeft: true)
    let left = (0..<100_000).count { question.shown(to: "person \($0)").firstIsLeft }
    #expect(abs(Double(left) / 100_000 - 0.5) < 0.005)
    // What was shown once is shown again, by whatever program.
    let sides = (0..<32).map { question.shown(to: "person \($0)").firstIsLeft ? "l" : "r" }
    #expect(sides.joined() == "rlrlrlrlrrllrllrlrllllrrlrrrlrlr")
    #expect(question.shown(to: Question.nobody) == question)
  }

  /// Fifty people, of whom one in ten vanishes with a question before them.
  @Test func everyQuestionReachesItsOverlapThoughPeopleVanish() throws {
    let collection = try ask(60, of: 3)
    var random = SplitMix(state: 5)
    var people = (0..<50).map { "person \($0)" }
    let vanishing = Set(people.prefix(5))
    var idle = 0
    while try store.progress(of: collection)?.answered != 60 {
      try #require(!people.isEmpty && idle < 2 * Int(ArtifactStore.reservation))
      let person = people[Int(random.next() % UInt64(people.count))]
      clock.pass(0.2)
      guard let question = try next(collection, person) else {
        clock.pass(1)
        idle += 1
        continue
      }
      if vanishing.contains(person) {
        people.removeAll { $0 == person }
      } else {
        try judge(question, person)
      }
    }
    let answers = try store.answers(in: collection)
    let byQuestion = Dictionary(grouping: answers, by: \.question)
    #expect(byQuestion.count == 60)
    #expect(byQuestion.values.allSatisfy { Set($0.map(\.annotator)).count == 3 })
    #expect(answers.allSatisfy { !$0.isLate })
    // Nobody waited longer than for the time of those who vanished.
    #expect(Double(idle) <= ArtifactStore.reservation + 5)
  }
}

/// A clock that a test moves.
final class ToyClock: Sendable {
  private let time = Mutex(Date(timeIntervalSince1970: 1_800_000_000))

  var now: Date { time.withLock { $0 } }

  func pass(_ seconds: Double) { time.withLock { $0 += seconds } }
}
