import Autograd
import Layers
import Tensors

/// The rows a forward pass computes, and where their keys and values are found.
struct ForwardRows {
  let positions: [Int32]
  let spans: [AttentionSpan]
  let table: RotaryTable
}

/// One block of a Llama: attention and feed-forward, each behind a norm and added to its input.
struct LlamaBlock {
  private let attentionNorm: Parameter
  private let query: Linear
  private let key: Linear
  private let value: Linear
  private let output: Linear
  private let feedForwardNorm: Parameter
  private let gate: Linear
  private let up: Linear
  private let down: Linear
  private let head: Int
  private let epsilon: Float

  init(_ weights: Weights, _ configuration: LlamaConfiguration) throws {
    let (c, attention, feedForward) = (configuration, weights["self_attn"], weights["mlp"])
    let deviation = c.initialDeviation
    let inward = deviation / Float(2 * c.layers).squareRoot()
    head = c.head
    epsilon = c.epsilon
    attentionNorm = try weights["input_layernorm"].parameter(
      "weight", shape: [c.width], initial: .constant(1))
    query = try Linear(
      attention["q_proj"], from: c.width, to: c.heads * c.head, bias: c.attentionBias,
      deviation: deviation)
    key = try Linear(
      attention["k_proj"], from: c.width, to: c.keyHeads * c.head, bias: c.attentionBias,
      deviation: deviation)
    value = try Linear(
      attention["v_proj"], from: c.width, to: c.keyHeads * c.head, bias: c.attentionBias,
      deviation: deviation)
    output = try Linear(
      attention["o_proj"], from: c.heads * c.head, to: c.width, bias: c.attentionBias,
      deviation: inward)
    feedForwardNorm = try weights["post_attention_layernorm"].parameter(
      "weight", shape: [c.width], initial: .constant(1))
    gate = try Linear(
      feedForward["gate_proj"], from: c.width, to: c.feedForwardWidth, bias: c.feedForwardBias,
      deviation: deviation)
    up = try Linear(
      feedForward["up_proj"], from: c.width, to: c.feedForwardWidth, bias: c.feedForwardBias,
      deviation: deviation)
    down = try Linear(
      feedForward["down_proj"], from: c.feedForwardWidth, to: c.width, bias: c.feedForwardBias,
      deviation: inward)
  }

  var parameters: [Parameter] {
    [attentionNorm] + [query, key, value, output].flatMap(\.parameters)
      + [feedForwardNorm] + [gate, up, down].flatMap(\.parameters)
  }

  /// Returns the block's output for x [N, D], or for the wanted rows of it.
  ///
  /// - Parameter keep: may replace keys and values by a cache's.
  func callAsFunction(
    _ x: Variable, _ rows: ForwardRows, wanted: [Int32]? = nil,
    keep: (_ key: Variable, _ value: Variable) -> (Variable, Variable) = { ($0, $1) }
  ) -> Variable {
    let normed = x.rmsNorm(attentionNorm, epsilon: epsilon)
    let (keys, values) = keep(key(normed).rotated(rows.positions, rows.table), value(normed))
    let attended = query(normed).rotated(rows.positions, rows.table)
      .attention(key: keys, value: values, head: head, spans: rows.spans)
    let residual =
      wanted.map { x.rows($0) + output(attended.rows($0)) } ?? x + output(attended)
    let inner = residual.rmsNorm(feedForwardNorm, epsilon: epsilon)
    return residual + down(gate(inner).swiGLU(up: up(inner)))
  }
}
