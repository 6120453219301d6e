import ArgumentParser
import Foundation
import Stages
import Tokenization

/// `llamero tokenize`: text and conversations as a model reads them.
struct TokenizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokenize",
    abstract: "Turn texts or conversations into tokens.",
    discussion: """
      Reads a JSON object per line: {"text": "..."}, encoded as it stands, or {"messages": \
      [{"role": "user", "content": "..."}, ...]}, laid out in the chat format: open for the answer \
      if the user speaks last, complete if the assistant does. Writes {"tokens": [...]} for each.
      """)

  @Option(
    help: ArgumentHelp(
      "A folder with a tokenizer.model, RUN/stage.output, or the beginning of a digest.",
      valueName: "m"))
  var model: String

  @OptionGroup var store: StoreOptions

  func run() throws {
    let vocabulary = try Vocabulary(files: ArtifactReference(model).files(in: store))
    try InputLines.answer { Answer(tokens: try tokens(of: $0, vocabulary)) }
  }

  private func tokens(of request: SequenceRequest, _ vocabulary: Vocabulary) throws -> [Int32] {
    if try request.form(among: [.text, .messages]) == .text {
      return vocabulary.tokenizer.encode(request.text ?? "")
    }
    let messages = request.messages ?? []
    return messages.last?.role == .assistant
      ? try vocabulary.format.conversation(messages).tokens
      : try vocabulary.format.prompt(messages)
  }

  private struct Answer: Encodable {
    let tokens: [Int32]
  }
}
