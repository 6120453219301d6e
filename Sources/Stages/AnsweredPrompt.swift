package import Corpora
package import Tokenization

/// A prompt with an answer as tokens, as a reward model reads it: the score is at the last of them.
package struct AnsweredPrompt: Sendable, Hashable {
  /// The tokens of both.
  package var tokens: [Int32]
  /// The number of tokens of the answer, its end included where it has one.
  package var answerLength: Int
}

extension TokenizerBundle {
  /// Lays out an answer behind its prompt, exactly as it was written where that is known.
  ///
  /// Tokens that were sampled stand as they are, so that a reward model learns the very sequence
  /// that it scores later. They count only where they are this tokenizer's, which they are if they
  /// say the answer's text. Otherwise the text is encoded, with an end if the answer ended by
  /// itself: an answer that was cut gets no end that it never wrote.
  package func answered(
    _ messages: [ChatMessage], _ answer: AnswerRecord
  ) throws -> AnsweredPrompt {
    if let tokens = answer.tokens, says(tokens, answer) {
      return AnsweredPrompt(
        tokens: try template.prompt(messages) + tokens, answerLength: tokens.count)
    }
    let conversation = try template.conversation(
      messages + [ChatMessage(.assistant, answer.text)], isFinished: answer.finished)
    return AnsweredPrompt(
      tokens: conversation.tokens, answerLength: conversation.answers.last?.count ?? 0)
  }

  private func says(_ tokens: [Int32], _ answer: AnswerRecord) -> Bool {
    guard let last = tokens.last, tokens.allSatisfy(tokenizer.canSample),
      answer.finished || !ends.contains(last)
    else { return false }
    return text(of: tokens).utf8.elementsEqual(answer.text.utf8)
  }
}
