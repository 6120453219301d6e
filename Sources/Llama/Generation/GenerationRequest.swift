/// How answers are drawn.
package struct SamplingSettings: Codable, Sendable, Hashable {
  /// What logits are divided by; 0 takes the most likely token.
  package var temperature: Float
  /// How many of the most likely tokens stay; 0 keeps all.
  package var topK: Int
  /// The cumulative probability beyond which tokens are dropped; 1 keeps all.
  package var topP: Float
  /// The longest answer in tokens, the ending token included.
  package var maximumNewTokens: Int

  /// Creates settings; the standard ones sample from the whole distribution.
  package init(
    temperature: Float = 1, topK: Int = 0, topP: Float = 1, maximumNewTokens: Int = 256
  ) {
    self.temperature = temperature
    self.topK = topK
    self.topP = topP
    self.maximumNewTokens = maximumNewTokens
  }
}

/// How the answers to one request are drawn, and what ends them.
package struct GenerationSettings: Sendable, Hashable {
  /// Temperature, truncation and the longest answer.
  package var sampling: SamplingSettings
  /// The tokens that end an answer.
  package var ends: Set<Int32>
  /// The seed of every draw.
  package var seed: UInt64

  /// Creates settings.
  package init(_ sampling: SamplingSettings, ends: Set<Int32>, seed: UInt64) {
    self.sampling = sampling
    self.ends = ends
    self.seed = seed
  }
}

/// A prompt to be answered a number of times.
package struct GenerationRequest: Sendable, Hashable {
  /// The prompt's tokens, at least one.
  package var prompt: [Int32]
  /// How many answers are wanted.
  package var samples: Int
  /// What names the request in the random stream, besides sample and position.
  package var identity: UInt64

  /// Creates a request.
  package init(prompt: [Int32], samples: Int = 1, identity: UInt64) {
    precondition(!prompt.isEmpty && samples > 0, "GenerationRequest: nothing to do")
    self.prompt = prompt
    self.samples = samples
    self.identity = identity
  }
}

/// Why an answer ended.
package enum AnswerEnd: String, Codable, Sendable {
  /// The model drew an ending token.
  case ended
  /// The longest answer allowed was reached.
  case lengthLimit
  /// The context of the model was full.
  case contextLimit
}

/// An answer, with the log-probability of each of its tokens when drawn.
package struct GeneratedAnswer: Sendable, Hashable {
  /// The tokens, the ending one included.
  package var tokens: [Int32]
  /// The tempered log-probability of each token before top-k and top-p.
  package var logProbabilities: [Float]
  /// Why it ended.
  package var end: AnswerEnd
}
