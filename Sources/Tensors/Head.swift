/// The input of the output head: hidden states, output matrix and target tokens.
package struct HeadInput: Sendable {
  /// The hidden states at the chosen positions, [n, D].
  package let hidden: Tensor
  /// The output matrix, [V, D].
  package let weight: Tensor
  /// The token at each chosen position.
  package let targets: [Int32]
  /// The temperature, by which logits are divided before the softmax.
  package let temperature: Float

  /// Creates the input of a log-probability head.
  package init(hidden: Tensor, weight: Tensor, targets: [Int32], temperature: Float = 1) {
    precondition(
      hidden.rows == targets.count && hidden.width == weight.width && temperature > 0,
      "head: hidden \(hidden.shape), weight \(weight.shape), \(targets.count) targets")
    self.hidden = hidden
    self.weight = weight
    self.targets = targets
    self.temperature = temperature
  }
}

/// The output of the head at each chosen position.
package struct HeadOutput: Sendable {
  /// The natural log-probability of the target, [n].
  package let logProbabilities: Tensor
  /// log Σ exp of the tempered logits, [n].
  package let logSum: Tensor
  /// The entropy of the tempered distribution in nats, [n].
  package let entropy: Tensor
  /// The logits, in a backend-specific order, if kept for the pullback.
  package let logits: Tensor?

  /// Creates the output of a log-probability head.
  package init(logProbabilities: Tensor, logSum: Tensor, entropy: Tensor, logits: Tensor? = nil) {
    self.logProbabilities = logProbabilities
    self.logSum = logSum
    self.entropy = entropy
    self.logits = logits
  }
}

/// The sampling settings of one token.
package struct TokenDraw: Sendable, Hashable {
  /// The sampling temperature; 0 takes the most likely token.
  package var temperature: Float
  /// Top-k: the number of most likely tokens to keep; 0 keeps all.
  package var topK: Int
  /// Top-p: the probability mass to keep; 1 keeps all.
  package var topP: Float
  /// The uniform random number in [0, 1) that selects the token.
  package var uniform: Float

  /// Creates a draw.
  package init(temperature: Float, topK: Int = 0, topP: Float = 1, uniform: Float) {
    self.temperature = temperature
    self.topK = topK
    self.topP = topP
    self.uniform = uniform
  }
}

/// A sampled token with its tempered log-probability before top-k and top-p.
package struct DrawnToken: Sendable, Hashable {
  /// The token id.
  package let token: Int32
  /// The natural log-probability, at temperature 1 where the draw was greedy.
  package let logProbability: Float

  /// Creates a sampled token.
  package init(token: Int32, logProbability: Float) {
    self.token = token
    self.logProbability = logProbability
  }
}
