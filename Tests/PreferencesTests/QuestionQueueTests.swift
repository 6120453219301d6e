import Artifacts
import Foundation
import Testing

@testable import Preferences

struct QuestionQueueTests {
  private let asked = try? AskedStore(places: [2, 0, 1])

  private func queue() throws -> QuestionQueue {
    let asked = try #require(asked)
    return try #require(try QuestionQueue(asked.collection, for: Question.nobody, in: asked.store))
  }

  private func judge(_ index: Int, _ id: String) throws {
    let question = try #require(try queue().question(at: index))
    try asked?.store.append(Sample.answer(id, to: question, by: Question.nobody))
  }

  @Test func questionsComeInTheOrderOfTheirIndex() throws {
    for index in 0..<3 {
      let queue = try queue()
      #expect(try queue.next()?.index == index)
      #expect(queue.answered == index && queue.total == 3)
      try judge(index, "\(index)")
    }
    #expect(try queue().next() == nil)
  }

  @Test func aGapIsFilledAtTheEnd() throws {
    try judge(1, "x")
    #expect(try queue().next()?.index == 2)
    try judge(2, "y")
    #expect(try queue().next()?.index == 0)
    #expect(try queue().isJudged(at: 2))
    #expect(try !queue().isJudged(at: 0))
  }

  @Test func aSecondAnswerDoesNotCountTwice() throws {
    try judge(0, "x")
    try judge(0, "y")
    #expect(try queue().answered == 1)
    #expect(try queue().judged() == 1)
    #expect(try queue().next()?.index == 1)
  }

  @Test func whatHasNoQuestionsIsNoQueue() throws {
    let store = try #require(asked?.store)
    #expect(try QuestionQueue("nothing", for: "a", in: store) == nil)
  }
}
