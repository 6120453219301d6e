import Corpora
import Foundation
import Layers
import Llama
import Tokenization

/// Where the instruction is placed while a dialogue is sampled.
enum InstructionPlacement {
  /// Before every user message, as in Ghost Attention's sampling.
  case everyTurn
  /// In the system block of the first turn, as at deployment.
  case firstTurn
}

/// A dialogue with a policy's replies, turn by turn.
struct PlayedDialogue: Sendable {
  let dialogue: InstructedDialogue
  var replies: [String] = []
  /// Whether every turn has a finished, non-empty reply.
  var isComplete = true

  /// Whether a reply follows the instruction.
  func isObeyed(at turn: Int) -> Bool {
    turn < replies.count && dialogue.instruction.check.passes(replies[turn])
  }
}

/// Samples a policy's replies to scripted user turns, all dialogues one turn at a time.
struct DialoguePlayer {
  let policy: Policy
  let settings: SamplingSettings
  let seed: UInt64
  let placement: InstructionPlacement
  /// The ledger that records the replies.
  let ledger: AnswerLedger

  /// Returns the dialogues with replies; one that outgrows the context ends early.
  func play(_ dialogues: [InstructedDialogue]) throws -> [PlayedDialogue] {
    var played = dialogues.map { PlayedDialogue(dialogue: $0) }
    let turns = dialogues.map(\.turns.count).max() ?? 0
    for turn in 0..<turns {
      let running = played.indices.filter {
        played[$0].isComplete && turn < played[$0].dialogue.turns.count
      }
      let prompts = running.map { ($0, prompt(played[$0], turn)) }
      for (index, tokens) in prompts where tokens == nil { played[index].isComplete = false }
      let ready = prompts.compactMap { index, tokens in tokens.map { (index, $0) } }
      try reply(to: ready, turn, &played) { done in
        ledger.goesOn(
          done: turn * dialogues.count + done, of: turns * dialogues.count, unit: "replies",
          note: "turn \(turn + 1) of \(turns)")
      }
    }
    return played
  }

  private func reply(
    to prompts: [(index: Int, tokens: [Int32])], _ turn: Int, _ played: inout [PlayedDialogue],
    _ progress: (Int) -> Bool
  ) throws {
    let sampler = AnswerSampler(policy: policy, settings: settings, seed: seed &+ UInt64(turn))
    let answers = try ledger.answers(
      of: sampler, to: prompts.map(\.tokens), progress: progress)
    for ((index, _), answer) in zip(prompts, answers.map { $0[0] }) {
      played[index].replies.append(answer.text)
      if !answer.isFinished || answer.isEmpty { played[index].isComplete = false }
    }
  }

  /// The tokens up to a turn's reply; nil if they leave no room or are malformed.
  private func prompt(_ played: PlayedDialogue, _ turn: Int) -> [Int32]? {
    guard let tokens = try? policy.bundle.template.prompt(messages(played, turn)),
      tokens.count + settings.maximumNewTokens <= policy.model.contextLength
    else { return nil }
    return tokens
  }

  private func messages(_ played: PlayedDialogue, _ turn: Int) -> [ChatMessage] {
    let words = played.dialogue.instruction.text
    let users = played.dialogue.turns.prefix(turn + 1).map {
      placement == .everyTurn ? "\(words)\n\($0)" : $0
    }
    let talk = users.enumerated().flatMap { index, user in
      [ChatMessage(.user, user)]
        + (index < turn ? [ChatMessage(.assistant, played.replies[index])] : [])
    }
    return (placement == .firstTurn ? [ChatMessage(.system, words)] : []) + talk
  }
}
