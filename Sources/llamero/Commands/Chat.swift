import Glibc
import Tokenization

/// A chat between standard input and a model.
struct Chat {
  let printsJSON: Bool
  private let isTerminal = isatty(STDIN_FILENO) != 0 && isatty(STDERR_FILENO) != 0

  /// Creates a chat.
  init(printsJSON: Bool) {
    self.printsJSON = printsJSON
  }

  /// Answers each line until the input ends.
  func run(_ conversation: inout Conversation) throws {
    var input = StandardInput()
    while let line = try nextLine(&input) {
      if line.allSatisfy(\.isWhitespace) { continue }
      do {
        let answer = try reply(to: line, in: &conversation)
        try answer.say(asJSON: printsJSON)
      } catch let error as TokenizationError {
        Console.note("llamero: \(error)")
      } catch let error as ConversationTooLong {
        Console.note("llamero: \(error)")
      }
    }
  }

  private func nextLine(_ input: inout StandardInput) throws -> String? {
    if isTerminal { Console.prompt() }
    return try input.line()
  }

  /// Drops the oldest exchanges, and says so, until the rest fits.
  private func reply(
    to line: String, in conversation: inout Conversation
  ) throws -> ModelAnswer {
    while true {
      do {
        return try conversation.reply(to: line)
      } catch let error as ConversationTooLong {
        guard conversation.forgetOldest() else { throw error }
        Console.note("llamero: the context is full, so the oldest exchange is dropped.")
      }
    }
  }
}
