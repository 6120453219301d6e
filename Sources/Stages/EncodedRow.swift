package import Corpora
import Tokenization

/// A token sequence and the ranges of it that bear loss.
package struct EncodedRow: Sendable {
  /// The tokens.
  package var tokens: [Int32]
  /// The ranges of tokens that bear loss.
  package var targets: [Range<Int>]

  /// Creates a row.
  package init(tokens: [Int32], targets: [Range<Int>]) {
    self.tokens = tokens
    self.targets = targets
  }

  /// The number of tokens that bear loss.
  package var targetCount: Int { targets.reduce(0) { $0 + $1.count } }
}

extension TokenizerBundle {
  /// Encodes demonstrations; rows that are too long or malformed are dropped and counted.
  package func rows(
    _ demonstrations: [Demonstration], maximumLength: Int, _ counts: inout RowCounts
  ) -> [EncodedRow] {
    demonstrations.compactMap { demonstration in
      guard let encoded = conversation(demonstration.messages, &counts) else { return nil }
      guard encoded.tokens.count <= maximumLength else {
        counts.drop("longer than \(maximumLength) tokens")
        return nil
      }
      counts.use()
      let isLastOnly = demonstration.trainsLastAnswerOnly == true
      return EncodedRow(
        tokens: encoded.tokens, targets: isLastOnly ? encoded.answers.suffix(1) : encoded.answers)
    }
  }

  /// Encodes a conversation, or counts the reason why it cannot be.
  func conversation(_ messages: [ChatMessage], _ counts: inout RowCounts) -> EncodedConversation? {
    do { return try template.conversation(messages) } catch let error as TokenizationError {
      counts.drop(error.reason)
    } catch {
      counts.drop("cannot be laid out")
    }
    return nil
  }

  /// Encodes prompts; those that leave fewer than `room` tokens for a response are counted.
  package func prompts(
    _ records: [PromptRecord], contextLength: Int, room: Int, _ counts: inout RowCounts
  ) -> [EncodedPrompt] {
    records.enumerated().compactMap { place, record in
      do {
        let tokens = try template.prompt(record.messages)
        guard tokens.count + room <= contextLength else {
          counts.drop("leaves no room for \(room) tokens of answer")
          return nil
        }
        counts.use()
        return EncodedPrompt(record: record, place: place, tokens: tokens)
      } catch let error as TokenizationError {
        counts.drop(error.reason)
      } catch {
        counts.drop("cannot be laid out")
      }
      return nil
    }
  }
}

/// A prompt and its tokens, ending where the assistant's turn begins.
package struct EncodedPrompt: Sendable {
  /// The prompt.
  package var record: PromptRecord
  /// The index among the encoded records; ids may repeat, indices do not.
  package var place: Int
  /// The tokens, up to the start of the assistant's turn.
  package var tokens: [Int32]

  /// Creates an encoded prompt.
  package init(record: PromptRecord, place: Int, tokens: [Int32]) {
    self.record = record
    self.place = place
    self.tokens = tokens
  }
}
