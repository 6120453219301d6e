package import Tensors

extension Variable {
  /// Returns causal grouped-query attention of queries [N, H·h] over packed sequences: [N, H·h].
  ///
  /// Keeps log Σ exp of the scores [N, H] and recomputes the probabilities block by block (Dao et
  /// al. 2022). With keys from a cache it supports inference only.
  package func attention(
    key: Variable, value: Variable, headDimension: Int, spans: AttentionSpans
  ) -> Variable {
    let input = AttentionInput(
      query: self.value, key: key.value, value: value.value, headDimension: headDimension,
      spans: spans)
    let (output, logSum) = backend.attention(input)
    return recorded(output, with: [key, value]) { dy, gradients in
      let (dq, dk, dv) = backend.attentionPullback(dy, input, output: output, logSum: logSum)
      gradients.add(dq, to: self)
      gradients.add(dk, to: key)
      gradients.add(dv, to: value)
    }
  }
}
