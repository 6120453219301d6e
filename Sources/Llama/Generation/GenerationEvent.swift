package import Tensors

/// The name of a submitted request: its place in the order of submission, from 0.
package struct RequestID: Sendable, Hashable {
  /// How many requests were submitted before it.
  package let number: Int
}

/// The name of one of the answers to a request.
package struct AnswerID: Sendable, Hashable {
  /// The request.
  package let request: RequestID
  /// The answer's place among those to its request, from 0.
  package let sample: Int

  /// Names an answer.
  package init(request: RequestID, sample: Int) {
    self.request = request
    self.sample = sample
  }
}

/// What happened to an answer in one step of a generation engine.
package enum GenerationEvent: Sendable, Equatable {
  /// The answer grew by a token.
  case token(AnswerID, DrawnToken)
  /// The answer is complete; its last token was an event before this one.
  case finished(AnswerID, GeneratedAnswer)
  /// The model's scores for the next token are not finite, so the answer ends without it.
  case failed(AnswerID, LlamaError)
}
