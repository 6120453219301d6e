import Artifacts
import Preferences
import Reporting

/// A person's own judgements, the newest first, each with the way back to it.
struct MinePage: Page {
  /// How many judgements a page lists.
  static let most = 200

  /// A judgement.
  struct Line: Sendable {
    let number: Int
    let address: VisibleText
    let words: VisibleText
    let time: VisibleText
    let isInForce: Bool
  }

  let collectionAddress: VisibleText
  let judged: Int
  let hasLines: Bool
  let isCut: Bool
  let most = MinePage.most
  let lines: [Line]

  /// Lays out the page of a queue's person.
  init(_ queue: QuestionQueue, _ judgements: [(question: Question, answer: Answer)]) throws {
    collectionAddress = VisibleText(CollectPage.address(queue.collection))
    judged = try queue.judged()
    var seen: Set<Int> = []
    lines = judgements.map { question, answer in
      Line(
        number: question.index + 1,
        address: VisibleText(CollectPage.address(queue.collection, pair: question.index)),
        words: VisibleText(JudgementText.words(for: answer, on: question)),
        time: VisibleText(PageTime.minutes(answer.createdAt)),
        isInForce: seen.insert(question.index).inserted)
    }
    hasLines = !lines.isEmpty
    isCut = lines.count == Self.most
  }
}
