/// What a device must be able to do: memory, products, and the coarse operations of a Llama.
///
/// Shapes: N packed tokens, D width, H heads, V vocabulary. Operations return fresh tensors unless
/// they say "in place" or "adding", and take and return float32 unless they speak of formats. The
/// reference backend of the tests states each naively.
///
/// Several threads may call a backend at once, each on tensors that no other changes meanwhile.
package protocol Backend: MemoryBackend, ElementwiseBackend, LayerBackend, HeadBackend {
  /// One line that names the device and the kernels it will use.
  var description: String { get }
  /// Names what decides the bits of results: equal identities give equal bits.
  ///
  /// It says nothing that changes no bits, such as the number of threads; what a configuration
  /// chooses, such as the precision of products, is not part of it either.
  var numericIdentity: String { get }
  /// Whether a part of a model is computed again for its gradient rather than kept in memory.
  var gradientCheckpointing: Bool { get }
}

/// Memory: making tensors, moving numbers between host and device, and moving rows.
package protocol MemoryBackend: AnyObject, Sendable {
  /// Returns a tensor of unspecified content, stored in any format.
  func empty(_ shape: [Int], as format: StorageFormat) -> Tensor
  /// Writes host numbers over a tensor of any format, rounded to the nearest it has, in place.
  func write(_ values: [Float], to tensor: Tensor)
  /// Returns the elements of a tensor of any format, copied to the host.
  func read(_ tensor: Tensor) -> [Float]
  /// Writes the stored form of a tensor of any format, in place.
  func writeBytes(_ bytes: [UInt8], to tensor: Tensor)
  /// Returns the stored form of a tensor of any format.
  func readBytes(_ tensor: Tensor) -> [UInt8]
  /// Copies a tensor over another of equal count and format, in place.
  func copy(_ source: Tensor, to destination: Tensor)
  /// Returns row numbers that the device reads without a copy.
  func indices(_ values: [Int32]) -> Indices
  /// Returns the spans of a step that the device reads without a copy.
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
  /// Runs work in which no transposed right operand of `multiply` changes: no weight is trained.
  ///
  /// A backend may keep its own form of such operands until the end. What one caller holds is no
  /// matter of another's, as long as that one does not change it.
  func holdingWeights<Result>(_ body: () throws -> Result) rethrows -> Result
  /// Returns whether products of a precision can be computed here.
  func supports(_ precision: Precision) -> Bool
  /// Adds `bias` [D] to each row of `y` [N, D], in place.
  func addBias(_ bias: Tensor, to y: Tensor)
  /// Adds the sum over rows of `x` [N, D] to `sum` [D], in place.
  func addRowSum(_ x: Tensor, to sum: Tensor)
  /// Advances parameters and their moments, in float32 or bfloat16, by one step, in place.
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

/// The head: log-probabilities of chosen tokens, and drawing tokens.
package protocol HeadBackend: AnyObject, Sendable {
  /// Returns log p(target) [n], log Σ exp [n] and the entropy [n] for hidden states [n, D].
  ///
  /// The output matrix may have any format.
  /// The logits `hidden weightᵀ / temperature` exist a block at a time only, unless a pullback is
  /// to follow and they are few enough to be kept for it.
  func tokenLogProbabilities(_ input: HeadInput, precedesPullback: Bool) -> HeadOutput
  /// Returns ∂L/∂hidden, and adds ∂L/∂weight to `weightGradient` where one is given.
  ///
  /// Kept logits are overwritten, so it is called once for an output.
  func tokenLogProbabilitiesPullback(
    _ dy: Tensor, _ input: HeadInput, output: HeadOutput, weightGradient: Tensor?
  ) -> Tensor
  /// Draws one token for each row of logits [n, V].
  func sample(_ logits: Tensor, _ draws: [TokenDraw]) -> [DrawnToken]
}

extension ElementwiseBackend {
  package func holdingWeights<Result>(_ body: () throws -> Result) rethrows -> Result {
    try body()
  }

  package func supports(_ precision: Precision) -> Bool { precision == .float32 }

  /// Runs work with matrix products of a precision that is supported; attention stays float32.
  ///
  /// The precision goes with the work, in its thread or task alone, so that callers of one device
  /// may compute in different ones at once.
  package func computing<Result>(
    in precision: Precision, _ body: () throws -> Result
  ) rethrows -> Result {
    precondition(supports(precision), "computing: \(precision.rawValue) is not supported")
    return try Precision.$ofProducts.withValue(precision) { try body() }
  }
}
