package import Tensors

extension Variable {
  /// Returns log p(target) [n] of hidden states [n, D] under `softmax(h Wᵀ / temperature)`.
  ///
  /// One fused operation from hidden states to log-probabilities: logits exist a block of rows at
  /// a time and are recomputed in the pullback, after llm.c's fused classifier. The entropies of
  /// the distributions come along, without a gradient.
  package func tokenLogProbabilities(
    _ weight: Parameter, targets: [Int32], temperature: Float = 1
  ) -> (logProbabilities: Variable, entropy: Tensor) {
    let input = HeadInput(
      hidden: value, weight: weight.value, targets: targets, temperature: temperature)
    let output = backend.tokenLogProbabilities(input)
    let result = recorded(output.logProbabilities, parameters: [weight]) { dy, gradients in
      let dx = backend.tokenLogProbabilitiesPullback(
        dy, input, logSum: output.logSum, weightGradient: weight.accumulator())
      gradients.add(dx, to: self)
    }
    return (result, output.entropy)
  }
}
