import Autograd
import Layers
import Tensors

/// The rows a forward pass computes, and where their keys and values are found.
struct ForwardRows {
  let positions: Indices
  let spans: AttentionSpans
  let table: RotaryTable
}

/// One block of a Llama: attention and feed-forward, each behind a norm and added to its input.
struct LlamaBlock {
  private let attentionNorm: Parameter
  private var query: Linear
  private var key: Linear
  private var value: Linear
  private var output: Linear
  private let feedForwardNorm: Parameter
  private var gate: Linear
  private var up: Linear
  private var down: Linear
  private let headDimension: Int
  private let epsilon: Float

  init(_ weights: Weights, _ configuration: LlamaConfiguration) throws {
    let (c, attention, feedForward) = (configuration, weights["self_attn"], weights["mlp"])
    let deviation = c.initialDeviation
    let inward = deviation / Float(2 * c.layers).squareRoot()
    headDimension = c.headDimension
    epsilon = c.epsilon
    attentionNorm = try weights["input_layernorm"].parameter(
      "weight", shape: [c.hiddenSize], initial: .constant(1))
    query = try Linear(
      attention["q_proj"], from: c.hiddenSize, to: c.heads * c.headDimension, bias: c.attentionBias,
      deviation: deviation)
    key = try Linear(
      attention["k_proj"], from: c.hiddenSize, to: c.keyValueHeads * c.headDimension,
      bias: c.attentionBias,
      deviation: deviation)
    value = try Linear(
      attention["v_proj"], from: c.hiddenSize, to: c.keyValueHeads * c.headDimension,
      bias: c.attentionBias,
      deviation: deviation)
    output = try Linear(
      attention["o_proj"], from: c.heads * c.headDimension, to: c.hiddenSize, bias: c.attentionBias,
      deviation: inward)
    feedForwardNorm = try weights["post_attention_layernorm"].parameter(
      "weight", shape: [c.hiddenSize], initial: .constant(1))
    gate = try Linear(
      feedForward["gate_proj"], from: c.hiddenSize, to: c.intermediateSize, bias: c.feedForwardBias,
      deviation: deviation)
    up = try Linear(
      feedForward["up_proj"], from: c.hiddenSize, to: c.intermediateSize, bias: c.feedForwardBias,
      deviation: deviation)
    down = try Linear(
      feedForward["down_proj"], from: c.intermediateSize, to: c.hiddenSize, bias: c.feedForwardBias,
      deviation: inward)
  }

  var parameters: [Parameter] {
    [attentionNorm] + [query, key, value, output].flatMap(\.parameters)
      + [feedForwardNorm] + [gate, up, down].flatMap(\.parameters)
  }

  private static let layers: [any WritableKeyPath<LlamaBlock, Linear> & Sendable] = [
    \.query, \.key, \.value, \.output, \.gate, \.up, \.down,
  ]

  /// The linear layers, in checkpoint order.
  var linearLayers: [Linear] { Self.layers.map { self[keyPath: $0] } }

  /// Returns the block with low-rank changes of those of its layers that factors are given for.
  func adapted(by factors: [String: LowRankFactors]) throws -> LlamaBlock {
    var block = self
    for place in Self.layers {
      let layer = block[keyPath: place]
      if let own = factors[layer.path] { block[keyPath: place] = try layer.adapted(by: own) }
    }
    return block
  }

  /// Returns the block's output for x [N, D], or for the wanted rows of it.
  ///
  /// - Parameter keep: may replace keys and values by a cache's.
  func callAsFunction(
    _ x: Variable, _ rows: ForwardRows, wanted: Indices? = nil,
    keep: (_ key: Variable, _ value: Variable) -> (Variable, Variable) = { ($0, $1) }
  ) -> Variable {
    let normed = x.rmsNorm(attentionNorm, epsilon: epsilon)
    let (keys, values) = keep(key(normed).rotated(rows.positions, rows.table), value(normed))
    let attended = query(normed).rotated(rows.positions, rows.table)
      .attention(key: keys, value: values, headDimension: headDimension, spans: rows.spans)
    let residual =
      wanted.map { x.rows($0) + output(attended.rows($0)) } ?? x + output(attended)
    let inner = residual.rmsNorm(feedForwardNorm, epsilon: epsilon)
    return residual + down(gate(inner).swiGLU(up: up(inner)))
  }
}
