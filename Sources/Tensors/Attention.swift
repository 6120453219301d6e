/// Where each sequence's queries and keys lie among the packed rows.
package struct AttentionSpan: Sendable, Hashable {
  /// The row of the first query.
  package var queryStart: Int
  /// The number of queries.
  package var queryCount: Int
  /// The row of the first key and value of its own.
  package var keyStart: Int
  /// The number of keys of its own; the last query sees all of them.
  package var keyCount: Int
  /// The rows of keys that come before its own and that every query sees; empty where none do.
  package var prefix: Range<Int>

  /// Creates a span; query j sees the prefix and the first `keyCount - queryCount + j + 1` keys.
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

  /// The number of keys that the last query sees.
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
  /// The number of elements of a head.
  package let headDimension: Int
  /// The sequences.
  package let spans: AttentionSpans

  /// Creates the input of an attention operation.
  package init(query: Tensor, key: Tensor, value: Tensor, headDimension: Int, spans: AttentionSpans)
  {
    precondition(
      key.shape == value.shape && query.width % key.width == 0 && key.width % headDimension == 0,
      "attention: query \(query.shape), key \(key.shape), value \(value.shape), "
        + "head dimension \(headDimension)"
    )
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
  /// The number of query heads that share a key head.
  package var group: Int { heads / keyValueHeads }
  /// The factor on the scores, 1 / √headDimension.
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
  /// The number of elements of a head.
  package var headDimension: Int { cosine.width * 2 }
}
