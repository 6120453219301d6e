import ArgumentParser
import Foundation
import Llama
import Stages

/// `llamero generate`: talk to a model.
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Let a model answer a prompt, or talk to it.",
    discussion: """
      The prompt is laid out in the chat format; --raw continues it as plain text. --chat answers \
      each line of standard input and remembers the conversation. The same seed gives the same \
      answer.
      """)

  @OptionGroup var model: ModelOptions

  @Option(help: ArgumentHelp("What to answer.", valueName: "text"))
  var prompt: String?

  @Flag(help: "Answer each line of standard input.")
  var chat = false

  @Flag(help: "Continue the prompt as plain text.")
  var raw = false

  @Option(help: ArgumentHelp("What the system message says.", valueName: "text"))
  var system: String?

  @OptionGroup var sampling: SamplingOptions

  @Flag(help: "Print the answer as JSON, with its tokens and their log-probabilities.")
  var json = false

  func validate() throws {
    guard chat != (prompt != nil) else {
      throw ValidationError("Give either --prompt or --chat")
    }
    if raw && (chat || system != nil) {
      throw ValidationError("--raw is plain text and goes with --prompt alone")
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
