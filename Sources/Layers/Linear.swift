package import Autograd
import Tensors

/// A linear layer, `x Wᵀ + b`, with an optional LoRA adapter.
///
/// A frozen weight may have any storage format; see `FrozenWeights`.
package struct Linear {
  /// The path of the layer, such as `model.layers.3.self_attn.q_proj`.
  package let path: String
  /// The weight, [O, I].
  package let weight: Parameter
  /// The bias, [O].
  package let bias: Parameter?
  /// The LoRA adapter, if the layer has one.
  package private(set) var adapter: LowRankFactors?

  /// Reads `weight` and, if requested, `bias`.
  package init(
    _ weights: Weights, from input: Int, to output: Int, bias hasBias: Bool = false,
    deviation: Float = 0.02
  ) throws {
    path = weights.name
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

  /// The input width.
  package var inputWidth: Int { weight.value.width }
  /// The output width.
  package var outputWidth: Int { weight.value.rows }

  /// The parameters that the layer owns.
  package var parameters: [Parameter] {
    [weight, bias, adapter?.inner, adapter?.outer].compactMap { $0 }
  }

  /// Returns the layer with another LoRA adapter in place of its own; both share the weight.
  package func adapted(by factors: LowRankFactors) throws -> Linear {
    let (found, wanted) = (factors.shape, (input: inputWidth, output: outputWidth))
    guard found == wanted else {
      throw AdapterError.shape(path: path, found: found, expected: wanted)
    }
    var layer = self
    layer.adapter = factors
    return layer
  }
}
