import Llama

/// The matrix products that one training step cannot do without, for OpenBLAS to do alone.
struct ProductList {
  /// The extents [m, n, k] of each product, and how often it occurs.
  private let products: [(m: Int, n: Int, k: Int, times: Int)]

  /// Lists forward, input gradient and weight gradient of every linear layer and of the head.
  init(_ shape: LlamaConfiguration, tokens: Int) {
    let (hiddenSize, keys) = (shape.hiddenSize, shape.keyValueHeads * shape.headDimension)
    let layers = [
      (hiddenSize, shape.heads * shape.headDimension, 1), (hiddenSize, keys, 2),
      (shape.heads * shape.headDimension, hiddenSize, 1),
      (hiddenSize, shape.intermediateSize, 2), (shape.intermediateSize, hiddenSize, 1),
    ].map { ($0, $1, $2 * shape.layers) }
    products = (layers + [(hiddenSize, shape.vocabularySize, 1)]).flatMap { input, output, times in
      [
        (tokens, output, input, times), (tokens, input, output, times),
        (output, input, tokens, times),
      ]
    }
  }

  /// The multiplications and additions of all.
  var operations: Double {
    products.reduce(0) { $0 + 2 * Double($1.m * $1.n * $1.k * $1.times) }
  }

  /// Returns the seconds OpenBLAS takes, cutting each product over threads of its own.
  func openBLASSeconds(threads: Int) -> Double {
    products.reduce(0) {
      $0 + OpenBLAS.seconds(m: $1.m, n: $1.n, k: $1.k, threads: threads) * Double($1.times)
    }
  }
}
