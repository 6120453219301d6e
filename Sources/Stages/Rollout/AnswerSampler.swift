import Foundation
import Layers
import Llama
import Pipelines

/// An answer sampled from a policy.
struct SampledAnswer: Sendable {
  /// The index of the prompt among those sampled for.
  var prompt: Int
  /// The index of the answer among those to its prompt.
  var sample: Int
  var tokens: [Int32]
  var text: String
  /// Whether it ended with EOS rather than at a limit.
  var isFinished: Bool
  var logProbabilities: [Float]

  /// Whether it is empty.
  var isEmpty: Bool { text.isEmpty }
}

/// Samples answers from a policy, with progress; it can stop between tokens.
struct AnswerSampler {
  let policy: Policy
  let settings: SamplingSettings
  let seed: UInt64

  /// Returns `samples` answers to each prompt, in order.
  func answers(
    to prompts: [[Int32]], samples: Int = 1, firstIdentity: UInt64 = 0,
    progress: (_ done: Int) -> Bool = { _ in true }
  ) throws -> [[SampledAnswer]] {
    let requests = prompts.enumerated().map { index, prompt in
      GenerationRequest(
        prompt: prompt, samples: samples, identity: firstIdentity + UInt64(index))
    }
    let generated: [[GeneratedAnswer]]
    do {
      generated = try Generator(policy.model, ends: policy.ends)
        .generate(requests, settings, seed: seed, progress: progress)
    } catch is CancellationError {
      throw StageInterruption.stopped
    }
    return generated.enumerated().map { prompt, answers in
      answers.enumerated().map { sample, answer in
        SampledAnswer(
          prompt: prompt, sample: sample, tokens: answer.tokens,
          text: policy.bundle.text(of: answer.tokens), isFinished: answer.end == .ended,
          logProbabilities: answer.logProbabilities)
      }
    }
  }

  /// Returns restored answers with their texts, grouped by prompt.
  func answers(restored answers: [SampledAnswer], samples: Int) -> [[SampledAnswer]] {
    stride(from: 0, to: answers.count, by: samples).map { start in
      answers[start..<start + samples].map { answer in
        var answer = answer
        answer.text = policy.bundle.text(of: answer.tokens)
        return answer
      }
    }
  }

  /// Returns the answers, recorded in a ledger, and reports progress.
  func answers(
    to prompts: [EncodedPrompt], samples: Int = 1, note: String, keptIn ledger: AnswerLedger
  ) throws -> [[SampledAnswer]] {
    let total = prompts.count * samples
    return try ledger.answers(of: self, to: prompts.map(\.tokens), samples: samples) {
      ledger.goesOn(done: $0, of: total, note: note)
    }
  }
}
