/// What a device must be able to do: memory, products, and the coarse operations of a Llama.
///
/// Shapes: N packed tokens, D width, H heads, V vocabulary. Operations return fresh tensors unless
/// they say "in place" or "adding". The reference backend of the tests states each naively.
package protocol Backend: MemoryBackend, ElementwiseBackend, LayerBackend, HeadBackend {
  /// One line that names the device and the kernels it will use.
  var description: String { get }
  /// Names what decides the bits of results: equal identities give equal bits.
  ///
  /// It says nothing that changes no bits, such as the number of threads; what a configuration
  /// chooses, such as the precision of products, is not part of it either.
  var numericIdentity: String { get }
  /// Whether a part of a model is computed again for its gradient rather than kept in memory.
  var recomputes: Bool { get }
}

/// Memory: making tensors, moving numbers between host and device, and moving rows.
package protocol MemoryBackend: AnyObject, Sendable {
  /// Returns a tensor of unspecified content.
  func empty(_ shape: [Int]) -> Tensor
  /// Writes host numbers over a tensor, in place.
  func write(_ values: [Float], to tensor: Tensor)
  /// Returns the elements of a tensor, copied to the host.
  func read(_ tensor: Tensor) -> [Float]
  /// Copies a tensor over another of equal count, in place.
  func copy(_ source: Tensor, to destination: Tensor)
  /// Returns rows of `table` [R, D] in the order of `indices`: [indices, D].
  func gatherRows(_ table: Tensor, _ indices: [Int32]) -> Tensor
  /// Adds row i of `x` [n, D] to row `indices[i]` of `table` [R, D], in order of i, in place.
  func scatterAddRows(_ x: Tensor, _ indices: [Int32], to table: Tensor)
  /// Writes row i of `x` [n, D] over row `indices[i]` of `table` [R, D], in place.
  func scatterRows(_ x: Tensor, _ indices: [Int32], to table: Tensor)
}

/// Elementwise work and reductions over whole tensors, and the matrix product.
package protocol ElementwiseBackend: AnyObject, Sendable {
  /// Sets every element, in place.
  func fill(_ tensor: Tensor, with value: Float)
  /// Multiplies every element, in place.
  func scale(_ tensor: Tensor, by factor: Float)
  /// Returns the sum of two tensors of equal shape.
  func add(_ a: Tensor, _ b: Tensor) -> Tensor
  /// Adds `factor * x` to `y`, in place.
  func add(_ x: Tensor, scaledBy factor: Float, to y: Tensor)
  /// Returns the sum of squares, accumulated in double; NaN and infinity propagate.
  func sumOfSquares(_ tensor: Tensor) -> Double
  /// Writes the matrix product `a b` over `c`, or adds it to `c`, in place.
  func multiply(_ a: Matrix, _ b: Matrix, into c: Tensor, adding: Bool)
  /// Runs work in which no transposed right operand of `multiply` changes: no weight is trained.
  ///
  /// A backend may keep its own form of such operands until the end.
  func holdingWeights<Result>(_ body: () throws -> Result) rethrows -> Result
  /// Returns whether products of a precision can be computed here.
  func supports(_ precision: Precision) -> Bool
  /// Runs work with matrix products of a precision that is supported; attention stays float32.
  ///
  /// The precision is the device's until the work ends: one caller at a time.
  func computing<Result>(in precision: Precision, _ body: () throws -> Result) rethrows -> Result
  /// Adds `bias` [D] to each row of `y` [N, D], in place.
  func addBias(_ bias: Tensor, to y: Tensor)
  /// Adds the sum over rows of `x` [N, D] to `sum` [D], in place.
  func addRowSum(_ x: Tensor, to sum: Tensor)
  /// Advances a parameter and its two moments by one AdamW step, in place.
  func adamW(_ parameter: Tensor, gradient: Tensor, moments: AdamWMoments, step: AdamWStep)
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
  func rotate(_ x: Tensor, positions: [Int32], table: RotaryTable, inverse: Bool) -> Tensor
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

  package func computing<Result>(
    in precision: Precision, _ body: () throws -> Result
  ) rethrows -> Result {
    precondition(supports(precision), "computing: \(precision.rawValue) is not supported")
    return try body()
  }
}
