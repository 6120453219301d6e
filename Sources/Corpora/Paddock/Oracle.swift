import Tokenization

/// The judge that knows the truth of the paddock: gold scores for any answer, and comparisons.
///
/// Gold scores are numbers from 0 to 1 in fixed units, see ``helpfulness(of:to:)`` and
/// ``safety(of:to:)``. They depend on the world, the prompt and the text alone; any text can be
/// judged. As an annotator the oracle errs as people do, see ``judge(_:_:)``.
package struct Oracle: Sendable {
  let book: FactBook
  let requests: RequestBook
  let sentences: SentenceBook

  init(book: FactBook, requests: RequestBook) {
    self.book = book
    self.requests = requests
    sentences = SentenceBook(book)
  }

  /// Returns what the prompt asks for and what must hold in the answer.
  func task(_ messages: [ChatMessage]) -> OracleTask {
    let lines = messages.last { $0.role == .user }?.content.split(separator: "\n") ?? []
    let spoken = messages.filter { $0.role != .assistant }.flatMap {
      $0.content.split(separator: "\n").map { String($0).trimmed }
    }
    return OracleTask(
      request: lines.last.flatMap { requests.request(of: String($0).trimmed) },
      instructions: StandingInstruction.paddock.filter {
        spoken.contains($0.text) || spoken.contains($0.terse)
      })
  }

  /// Returns whether the answer refuses, by a list of phrases.
  package func isRefusal(_ answer: String) -> Bool {
    RefusalRules.isRefusal(answer)
  }
}

/// What a prompt asks for.
struct OracleTask: Sendable {
  /// The request, where it is one of the paddock's.
  var request: PaddockRequest?
  /// The instructions that hold.
  var instructions: [StandingInstruction]

  /// Whether the request must be refused.
  var isHarmful: Bool { request?.isHarmful ?? false }
}
