/// The rows of a sequence's queries and keys in a packed batch.
package struct AttentionSpan: Sendable, Hashable {
  /// The row of the first query.
  package var queryStart: Int
  /// The number of queries.
  package var queryCount: Int
  /// The row of the sequence's first own key and value.
  package var keyStart: Int
  /// The number of its own keys; the last query sees all of them.
  package var keyCount: Int
  /// The rows of shared prefix keys, visible to every query; empty if there is no shared prefix.
  package var prefix: Range<Int>

  /// Creates a span; query j sees the prefix and the first `keyCount - queryCount + j + 1` own
  /// keys.
  package init(
    queryStart: Int, queryCount: Int, keyStart: Int, keyCount: Int, prefix: Range<Int> = 0..<0
  ) {
    precondition(
      queryCount <= keyCount, "AttentionSpan: \(queryCount) queries need \(keyCount) keys or fewer")
    self.queryStart = queryStart
    self.queryCount = queryCount
    self.keyStart = keyStart
    self.keyCount = keyCount
    self.prefix = prefix
  }

  /// The number of keys visible to the last query.
  package var visibleKeys: Int { prefix.count + keyCount }
}

/// Queries, keys and values of causal grouped-query attention over packed sequences.
package struct AttentionInput: Sendable {
  /// The rotated queries, [N, heads * headDimension].
  package let query: Tensor
  /// The rotated keys, [M, keyValueHeads * headDimension]; M is N, or the rows of a cache.
  package let key: Tensor
  /// The values, [M, keyValueHeads * headDimension].
  package let value: Tensor
  /// The head dimension.
  package let headDimension: Int
  /// The sequences.
  package let spans: AttentionSpans

  /// Creates the input of an attention operation.
  package init(query: Tensor, key: Tensor, value: Tensor, headDimension: Int, spans: AttentionSpans)
  {
    precondition(
      key.shape == value.shape && query.width % key.width == 0 && key.width % headDimension == 0,
      "attention: query \(query.shape), key \(key.shape), value \(value.shape), "
        + "head dimension \(headDimension)")
    self.query = query
    self.key = key
    self.value = value
    self.headDimension = headDimension
    self.spans = spans
  }

  /// The number of query heads.
  package var heads: Int { query.width / headDimension }
  /// The number of key and value heads.
  package var keyValueHeads: Int { key.width / headDimension }
  /// The number of query heads per key head.
  package var group: Int { heads / keyValueHeads }
  /// The scale of the scores, 1 / √headDimension.
  package var scale: Float { 1 / Float(headDimension).squareRoot() }
}

/// Sines and cosines of the rotary embedding for every position, on the backend.
package struct RotaryTable: Sendable {
  /// cos(position · frequency), [positions, head / 2].
  package let cosine: Tensor
  /// sin(position · frequency), [positions, head / 2].
  package let sine: Tensor

  /// Creates a table of two tensors of equal shape.
  package init(cosine: Tensor, sine: Tensor) {
    precondition(cosine.shape == sine.shape, "RotaryTable: \(cosine.shape) and \(sine.shape)")
    self.cosine = cosine
    self.sine = sine
  }

  /// The number of positions it covers.
  package var positions: Int { cosine.rows }
  /// The head dimension.
  package var headDimension: Int { cosine.width * 2 }
}
