import ArgumentParser
import Foundation
import Llama
import Stages

/// `llamero generate`: answer a prompt or chat with a model.
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Generate an answer to a prompt, or chat with a model.",
    discussion: """
      The prompt is put into the chat format; --raw continues it as plain text. --chat answers \
      each line of standard input and remembers the conversation. The same seed gives the same \
      answer.
      """)

  @OptionGroup var model: ModelOptions

  @Option(help: ArgumentHelp("The prompt to answer.", valueName: "text"))
  var prompt: String?

  @Flag(help: "Answer each line of standard input.")
  var chat = false

  @Flag(help: "Continue the prompt as plain text.")
  var raw = false

  @Option(help: ArgumentHelp("The system message.", valueName: "text"))
  var system: String?

  @OptionGroup var sampling: SamplingOptions

  @Flag(help: "Print the answer as JSON, with its tokens and their log-probabilities.")
  var json = false

  func validate() throws {
    guard chat != (prompt != nil) else {
      throw ValidationError("Give either --prompt or --chat")
    }
    if raw && (chat || system != nil) {
      throw ValidationError("--raw continues plain text and works only with --prompt")
    }
  }

  func run() throws {
    let policy = try Policy(files: try model.files(), backend: model.device.backend())
    var conversation = Conversation(policy, sampling, system: system)
    if chat { return try Chat(printsJSON: json).run(&conversation) }
    let answer =
      raw ? try conversation.continued(prompt ?? "") : try conversation.reply(to: prompt ?? "")
    try answer.say(asJSON: json)
  }
}
