package import Autograd

/// A linear layer, `x Wᵀ + b`, with an optional low-rank change.
package struct Linear {
  /// The weight, [O, I].
  package let weight: Parameter
  /// The bias, [O].
  package let bias: Parameter?
  /// The low-rank change, where the layer is adapted.
  package var adapter: LowRankFactors?

  /// Reads `weight` and, where asked, `bias`.
  package init(
    _ weights: Weights, from input: Int, to output: Int, bias hasBias: Bool = false,
    deviation: Float = 0.02
  ) throws {
    weight = try weights.parameter(
      "weight", shape: [output, input], initial: .normal(deviation: deviation))
    bias =
      hasBias
      ? try weights.parameter("bias", shape: [output], initial: .constant(0)) : nil
  }

  /// Returns `x Wᵀ + b` for x [N, I]: [N, O].
  package func callAsFunction(_ x: Variable) -> Variable {
    guard let adapter else { return x.linear(weight, bias: bias) }
    return x.loRALinear(weight, bias: bias, adapter)
  }

  /// The parameters that the layer owns.
  package var parameters: [Parameter] {
    [weight, bias, adapter?.inner, adapter?.outer].compactMap { $0 }
  }
}
