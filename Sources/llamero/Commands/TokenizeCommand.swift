import ArgumentParser
import Foundation
import Stages
import Tokenization

/// `llamero tokenize`: texts and conversations as a model reads them.
struct TokenizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokenize",
    abstract: "Tokenize texts or conversations.",
    discussion: """
      Reads one JSON object per line: {"text": "..."}, encoded as it is, or {"messages": \
      [{"role": "user", "content": "..."}, ...]}, put into the chat format: open for an answer if \
      the user speaks last, complete if the assistant does. Writes {"tokens": [...]} for each; \
      --pieces adds {"pieces": [...]}, each token as the vocabulary spells it.
      """)

  @Option(
    help: ArgumentHelp(
      "A folder with a tokenizer.model, RUN/stage.output, or a digest prefix.",
      valueName: "m"))
  var model: String

  @Flag(help: "Print the pieces as well.")
  var pieces = false

  @OptionGroup var store: StoreOptions

  func run() throws {
    let bundle = try TokenizerBundle(files: ArtifactReference(model).files(in: store))
    try InputLines.answer { request in
      let tokens = try tokens(of: request, bundle)
      let pieces = tokens.map { bundle.tokenizer.piece($0) ?? "" }
      return Answer(tokens: tokens, pieces: self.pieces ? pieces : nil)
    }
  }

  private func tokens(of request: SequenceRequest, _ bundle: TokenizerBundle) throws -> [Int32] {
    if try request.form(among: [.text, .messages]) == .text {
      return bundle.tokenizer.encode(request.text ?? "")
    }
    let messages = request.messages ?? []
    return messages.last?.role == .assistant
      ? try bundle.template.conversation(messages).tokens
      : try bundle.template.prompt(messages)
  }

  private struct Answer: Encodable {
    let tokens: [Int32]
    let pieces: [String]?
  }
}
