package import Tensors

/// The KV cache of running sequences: one pair of tensors per layer, one slot per sequence.
package struct KeyValueCache {
  /// The number of slots.
  package let sequences: Int
  /// The capacity of a slot in tokens.
  package let capacity: Int
  /// For each layer, the keys [sequences · capacity, D'].
  package let keys: [Tensor]
  /// For each layer, the values [sequences · capacity, D'].
  package let values: [Tensor]

  /// Creates an empty cache.
  package init(layers: Int, sequences: Int, capacity: Int, width: Int, backend: any Backend) {
    self.sequences = sequences
    self.capacity = capacity
    let make = { (_: Int) in backend.empty([sequences * capacity, width]) }
    keys = (0..<layers).map(make)
    values = (0..<layers).map(make)
  }

  /// Returns the row of a token in a slot.
  package func row(slot: Int, token: Int) -> Int32 { Int32(slot * capacity + token) }

  /// Copies the first tokens of a slot to another one, in every layer.
  package func copyPrefix(of count: Int, from source: Int, to destination: Int) {
    guard count > 0, source != destination else { return }
    guard let backend = keys.first?.backend else { return }
    let sources = backend.indices((0..<count).map { row(slot: source, token: $0) })
    let destinations = backend.indices((0..<count).map { row(slot: destination, token: $0) })
    for tensor in keys + values {
      backend.scatterRows(backend.gatherRows(tensor, sources), destinations, to: tensor)
    }
  }
}

/// New tokens of running sequences, grouped by sequence.
package struct CachedStep: Sendable {
  /// The tokens.
  package let tokens: [Int32]
  /// The position of each within its sequence.
  package let positions: [Int32]
  /// The cache row that receives each token's key and value.
  package let cacheRows: [Int32]
  /// The attention spans: queries among the new tokens, keys among the cache rows.
  package let spans: [AttentionSpan]

  /// Lays out new tokens: each piece continues its slot after the tokens already cached.
  package init(_ pieces: [(slot: Int, length: Int, tokens: ArraySlice<Int32>)], capacity: Int) {
    tokens = pieces.flatMap(\.tokens)
    positions = pieces.flatMap { piece in
      (0..<piece.tokens.count).map { Int32(piece.length + $0) }
    }
    cacheRows = pieces.flatMap { piece in
      (0..<piece.tokens.count).map { Int32(piece.slot * capacity + piece.length + $0) }
    }
    var start = 0
    spans = pieces.map { piece in
      defer { start += piece.tokens.count }
      return AttentionSpan(
        queryStart: start, queryCount: piece.tokens.count, keyStart: piece.slot * capacity,
        keyCount: piece.length + piece.tokens.count)
    }
  }
}
