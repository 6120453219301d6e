package import Tensors

extension Variable {
  /// Returns log p(target) [n] of hidden states [n, D] under `softmax(h Wᵀ / temperature)`.
  ///
  /// One fused operation from hidden states to log-probabilities: logits exist one block at a time,
  /// after llm.c's fused classifier, and are kept for the pullback only if few. The entropies of
  /// the distributions are returned too, without a gradient.
  package func tokenLogProbabilities(
    _ weight: Parameter, targets: [Int32], temperature: Float = 1
  ) -> (logProbabilities: Variable, entropy: Tensor) {
    let input = HeadInput(
      hidden: value, weight: weight.value, targets: targets, temperature: temperature)
    let output = backend.tokenLogProbabilities(input, precedesPullback: tape != nil)
    let result = recorded(output.logProbabilities, parameters: [weight]) { dy, gradients in
      let dx = backend.tokenLogProbabilitiesPullback(
        dy, input, output: output, weightGradient: weight.accumulator())
      gradients.add(dx, to: self)
    }
    return (result, output.entropy)
  }
}
