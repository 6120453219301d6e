/// The interface of a device: memory, matrix products, and the coarse operations of a Llama.
///
/// Shapes: N packed tokens, D hidden size, H heads, V vocabulary. Operations return new tensors
/// unless they say "in place" or "adding", and take and return float32 unless they mention formats.
/// The tests' reference backend defines each one naively.
///
/// Several threads may call a backend concurrently, each on tensors that no other changes
/// meanwhile.
package protocol Backend: MemoryBackend, ElementwiseBackend, LayerBackend, HeadBackend {
  /// A one-line description of the device and its kernels.
  var description: String { get }
  /// Identifies everything that determines the bits of results: equal identities give equal bits.
  ///
  /// It omits what does not affect the bits, such as the number of threads, and what a
  /// configuration chooses, such as the precision of products.
  var numericIdentity: String { get }
  /// Whether activations are recomputed in the backward pass rather than kept (gradient
  /// checkpointing).
  var gradientCheckpointing: Bool { get }
}

/// Memory: allocation, transfers between host and device, and moving rows.
package protocol MemoryBackend: AnyObject, Sendable {
  /// Returns a tensor with unspecified contents in any storage format.
  func empty(_ shape: [Int], as format: StorageFormat) -> Tensor
  /// Writes host numbers to a tensor of any format, rounded to nearest, in place.
  func write(_ values: [Float], to tensor: Tensor)
  /// Returns the elements of a tensor of any format, copied to the host.
  func read(_ tensor: Tensor) -> [Float]
  /// Writes the stored form of a tensor of any format, in place.
  func writeBytes(_ bytes: [UInt8], to tensor: Tensor)
  /// Returns the stored form of a tensor of any format.
  func readBytes(_ tensor: Tensor) -> [UInt8]
  /// Copies a tensor over another of equal count and format, in place.
  func copy(_ source: Tensor, to destination: Tensor)
  /// Returns row indices that the device can read without a copy.
  func indices(_ values: [Int32]) -> Indices
  /// Returns attention spans that the device can read without a copy.
  func spans(_ spans: [AttentionSpan]) -> AttentionSpans
  /// Returns rows of `table` [R, D] of any format in the order of `indices`: [indices, D].
  func gatherRows(_ table: Tensor, _ indices: Indices) -> Tensor
  /// Adds row i of `x` [n, D] to row `indices[i]` of `table` [R, D], in order of i, in place.
  func scatterAddRows(_ x: Tensor, _ indices: Indices, to table: Tensor)
  /// Writes row i of `x` [n, D] over row `indices[i]` of `table` [R, D], in place.
  func scatterRows(_ x: Tensor, _ indices: Indices, to table: Tensor)
}

/// Elementwise work and reductions over whole tensors, and the matrix product.
package protocol ElementwiseBackend: AnyObject, Sendable {
  /// Sets every element of a tensor of any format, in place.
  func fill(_ tensor: Tensor, with value: Float)
  /// Multiplies every element, in place.
  func scale(_ tensor: Tensor, by factor: Float)
  /// Returns the sum of two tensors of equal shape.
  func add(_ a: Tensor, _ b: Tensor) -> Tensor
  /// Adds `factor * x` to `y`, in place.
  func add(_ x: Tensor, scaledBy factor: Float, to y: Tensor)
  /// Returns the sum of squares of each, accumulated in double; NaN and infinity propagate.
  func sumsOfSquares(_ tensors: [Tensor]) -> [Double]
  /// Writes the matrix product `a b` over `c`, or adds it to `c`, in place; `b` has any format.
  func multiply(_ a: Matrix, _ b: Matrix, into c: Tensor, adding: Bool)
  /// Runs work during which no transposed right operand of `multiply` changes, as in inference.
  ///
  /// A backend may cache its own form of such operands until the end. Callers' holds are
  /// independent as long as no caller changes a weight that another holds.
  func holdingWeights<Result>(_ body: () throws -> Result) rethrows -> Result
  /// Returns whether products of a precision are supported.
  func supports(_ precision: Precision) -> Bool
  /// Adds `bias` [D] to each row of `y` [N, D], in place.
  func addBias(_ bias: Tensor, to y: Tensor)
  /// Adds the sum over rows of `x` [N, D] to `sum` [D], in place.
  func addRowSum(_ x: Tensor, to sum: Tensor)
  /// Applies an AdamW step to parameters and their moments, in float32 or bfloat16, in place.
  func adamW(_ updates: [AdamWUpdate])
}

/// The operations between products, forward and backward.
package protocol LayerBackend: AnyObject, Sendable {
  /// Returns `x / rms(x) * weight` for each row of `x` [N, D], and `1 / rms(x)` [N].
  func rmsNorm(_ x: Tensor, weight: Tensor, epsilon: Float) -> (y: Tensor, inverse: Tensor)
  /// Returns ∂L/∂x of `rmsNorm`, and adds ∂L/∂weight to `weightGradient` where one is given.
  func rmsNormPullback(
    _ dy: Tensor, x: Tensor, weight: Tensor, inverse: Tensor, weightGradient: Tensor?
  ) -> Tensor
  /// Returns the heads of `x` [N, heads * head] rotated by position, or back by the inverse.
  func rotate(_ x: Tensor, positions: Indices, table: RotaryTable, inverse: Bool) -> Tensor
  /// Returns `silu(gate) * up`.
  func swiGLU(gate: Tensor, up: Tensor) -> Tensor
  /// Returns ∂L/∂gate and ∂L/∂up of `swiGLU`.
  func swiGLUPullback(_ dy: Tensor, gate: Tensor, up: Tensor) -> (gate: Tensor, up: Tensor)
  /// Returns causal attention over packed sequences, and log Σ exp of the scores [N, heads].
  func attention(_ input: AttentionInput) -> (output: Tensor, logSum: Tensor)
  /// Returns ∂L/∂query, ∂L/∂key and ∂L/∂value of `attention` over whole sequences.
  func attentionPullback(
    _ dy: Tensor, _ input: AttentionInput, output: Tensor, logSum: Tensor
  ) -> (query: Tensor, key: Tensor, value: Tensor)
}

/// The output head: log-probabilities of given tokens, and sampling.
package protocol HeadBackend: AnyObject, Sendable {
  /// Returns log p(target) [n], log Σ exp [n] and the entropy [n] for hidden states [n, D].
  ///
  /// The output matrix may have any format.
  /// The logits `hidden weightᵀ / temperature` exist a block at a time only, unless a pullback is
  /// to follow and they are few enough to be kept for it.
  func tokenLogProbabilities(_ input: HeadInput, precedesPullback: Bool) -> HeadOutput
  /// Returns ∂L/∂hidden, and adds ∂L/∂weight to `weightGradient` where one is given.
  ///
  /// Kept logits are overwritten, so it may be called only once per output.
  func tokenLogProbabilitiesPullback(
    _ dy: Tensor, _ input: HeadInput, output: HeadOutput, weightGradient: Tensor?
  ) -> Tensor
  /// Samples one token for each row of logits [n, V].
  func sample(_ logits: Tensor, _ draws: [TokenDraw]) -> [DrawnToken]
}

extension ElementwiseBackend {
  package func holdingWeights<Result>(_ body: () throws -> Result) rethrows -> Result {
    try body()
  }

  package func supports(_ precision: Precision) -> Bool { precision == .float32 }

  /// Runs work with matrix products in a supported precision; attention stays in float32.
  ///
  /// The precision applies to the current thread or task only, so that callers of one device may
  /// use different ones concurrently.
  package func computing<Result>(
    in precision: Precision, _ body: () throws -> Result
  ) rethrows -> Result {
    precondition(supports(precision), "computing: \(precision.rawValue) is not supported")
    return try Precision.$ofProducts.withValue(precision) { try body() }
  }
}
