import Artifacts
import Testing

@testable import Preferences

struct QuestionQueueTests {
  private let questions = [2, 0, 1].map { Sample.question($0) }

  @Test func questionsComeInTheOrderOfTheirIndex() {
    var answers: [Answer] = []
    for index in 0..<3 {
      let queue = QuestionQueue(questions: questions, answers: answers)
      #expect(queue.next?.index == index)
      #expect(queue.answered == index && !queue.isComplete)
      answers.append(Sample.answer("\(index)", to: Sample.question(index)))
    }
    let done = QuestionQueue(questions: questions, answers: answers)
    #expect(done.next == nil && done.isComplete && done.total == 3)
  }

  @Test func aGapIsFilledFirst() {
    let answers = [0, 2].map { Sample.answer("\($0)", to: Sample.question($0)) }
    #expect(QuestionQueue(questions: questions, answers: answers).next?.index == 1)
  }

  @Test func aSecondAnswerDoesNotCountTwice() {
    let answers = ["x", "y"].map { Sample.answer($0, to: Sample.question(0)) }
    let queue = QuestionQueue(questions: questions, answers: answers)
    #expect(queue.answered == 1 && queue.next?.index == 1)
  }

  @Test func theNewestRowOfAnAnnotatorIsInForce() {
    let question = Sample.question(0)
    let answers = [
      Sample.answer("1", to: question, preferred: .first, by: "a"),
      Sample.answer("2", to: question, preferred: .first, by: "b"),
      Sample.answer("3", to: question, preferred: .second, by: "a"),
    ]
    let queue = QuestionQueue(questions: questions, answers: answers)
    #expect(queue.inForce.map(\.id) == ["2", "3"])
    #expect(queue.sides == SideCount(left: 1, right: 1))
  }

  @Test func sidesAreCountedAsTheyWereShown() {
    let swapped = Sample.question(1, firstIsLeft: false)
    let answers = [
      Sample.answer("1", to: Sample.question(0), preferred: .first),
      Sample.answer("2", to: swapped, preferred: .second),
      Sample.answer("3", to: Sample.question(2), preferred: .second),
    ]
    let queue = QuestionQueue(questions: questions, answers: answers)
    #expect(queue.sides == SideCount(left: 2, right: 1))
  }
}
