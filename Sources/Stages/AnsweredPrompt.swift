package import Corpora
package import Tokenization

/// A tokenized prompt and answer, as a reward model reads them; the last token gives the score.
package struct AnsweredPrompt: Sendable, Hashable {
  /// The tokens of the prompt, then those of the answer.
  package var tokens: [Int32]
  /// The number of answer tokens, including EOS where there is one.
  package var answerLength: Int
}

extension TokenizerBundle {
  /// Appends an answer to its prompt, token for token as it was sampled where that is known.
  ///
  /// Sampled tokens are used as they are, so that a reward model is trained on exactly the sequence
  /// it will score. They are trusted only if they decode to the answer's text under this tokenizer.
  /// Otherwise the text is encoded, with EOS only if the answer was finished: a truncated answer
  /// must not gain an EOS that the policy never sampled.
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
