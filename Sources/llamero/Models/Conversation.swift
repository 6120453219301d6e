import Artifacts
import Foundation
import Layers
import Llama
import Stages
import Tokenization

/// A conversation with a model.
struct Conversation {
  private let policy: Policy
  private let sampling: SamplingOptions
  private let system: [ChatMessage]
  private var messages: [ChatMessage] = []
  private var replies: UInt64 = 0

  /// Begins a conversation, with a system message if there is one.
  init(_ policy: Policy, _ sampling: SamplingOptions, system: String?) {
    self.policy = policy
    self.sampling = sampling
    self.system = system.map { [ChatMessage(.system, $0)] } ?? []
  }

  /// Returns the model's answer to what the user says, and remembers both.
  mutating func reply(to text: String) throws -> ModelAnswer {
    let next = messages + [ChatMessage(.user, text)]
    let answer = try answer(policy.bundle.template.prompt(system + next))
    messages = next + [ChatMessage(.assistant, answer.text)]
    return answer
  }

  /// Returns how the model continues a plain text.
  mutating func continued(_ text: String) throws -> ModelAnswer {
    try answer(policy.bundle.tokenizer.encodeWithBOS(text), isPlain: true)
  }

  /// Forgets the oldest exchange; returns false if there is none.
  mutating func forgetOldest() -> Bool {
    guard messages.count >= 2 else { return false }
    messages.removeFirst(2)
    return true
  }

  private mutating func answer(_ prompt: [Int32], isPlain: Bool = false) throws -> ModelAnswer {
    let context = policy.model.contextLength
    guard prompt.count < context else {
      throw ConversationTooLong(tokens: prompt.count, context: context)
    }
    guard !prompt.isEmpty else {
      throw CommandFailure.request("The prompt has no tokens; give some text.")
    }
    let request = GenerationRequest(prompt: prompt, identity: replies)
    replies += 1
    let generator = Generator(policy.model, ends: policy.ends, slots: 1)
    let answers = try generator.generate([request], sampling.settings, seed: sampling.seed)
    return ModelAnswer(answers[0][0], policy.bundle, isPlain: isPlain)
  }
}

/// The fact that a prompt fills the model's context.
struct ConversationTooLong: Error, CustomStringConvertible {
  let tokens: Int
  let context: Int

  var description: String {
    "The prompt has \(tokens) tokens, which leaves no room for an answer in the model's context of "
      + "\(context); shorten it."
  }
}

/// What a model said.
struct ModelAnswer: Encodable {
  let text: String
  let tokens: [Int32]
  let logprobs: [Double]
  let end: AnswerEnd

  init(_ answer: GeneratedAnswer, _ bundle: TokenizerBundle, isPlain: Bool) {
    let ended = answer.end == .ended
    text =
      isPlain
      ? bundle.tokenizer.decode(ended ? answer.tokens.dropLast() : answer.tokens)
      : bundle.text(of: answer.tokens)
    tokens = answer.tokens
    logprobs = answer.logProbabilities.map { Double($0) }
    end = answer.end
  }

  /// Writes the answer to standard output, as one line of JSON or as its text.
  func say(asJSON: Bool) throws {
    try asJSON ? Console.sayJSON(StableJSON.text(self)) : Console.sayParagraphs(text)
  }
}
