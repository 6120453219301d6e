import Tensors

/// The two factors of a LoRA adapter on a linear weight (Hu et al. 2021).
package struct LowRankFactors {
  /// The inner factor A, [R, I].
  package let inner: Parameter
  /// The outer factor B, [O, R], initially zero.
  package let outer: Parameter
  /// The scale of the product, α / R.
  package let scale: Float

  /// Creates the factors of one layer.
  package init(inner: Parameter, outer: Parameter, scale: Float) {
    precondition(
      inner.value.shape[0] == outer.value.shape[1],
      "LoRA: A \(inner.value.shape) and B \(outer.value.shape) have different ranks")
    self.inner = inner
    self.outer = outer
    self.scale = scale
  }
}

extension Variable {
  /// Returns `x Wᵀ + b + scale · (x Aᵀ) Bᵀ`; keeps x Aᵀ [N, R] for the pullback.
  package func loRALinear(
    _ weight: Parameter, bias: Parameter? = nil, _ factors: LowRankFactors
  ) -> Variable {
    let plain = linear(weight, bias: bias)
    let (inner, outer, scale) = (factors.inner, factors.outer, factors.scale)
    let low = backend.product(value.matrix, inner.value.transposed)
    let change = backend.product(low.matrix, outer.value.transposed)
    let y = backend.add(plain.value, change.scaled(by: scale))
    return recorded(y, with: [plain], parameters: [inner, outer]) { dy, gradients in
      gradients.add(dy, to: plain)
      let scaled = backend.scaledCopy(dy, by: scale)
      if let sum = outer.accumulator() {
        backend.multiply(scaled.transposed, low.matrix, into: sum, adding: true)  // dB = dyᵀ (x Aᵀ)
      }
      let dLow = backend.product(scaled.matrix, outer.value.matrix)  // [N, R]
      if let sum = inner.accumulator() {
        backend.multiply(dLow.transposed, value.matrix, into: sum, adding: true)  // dA = dLowᵀ x
      }
      if slot != nil { gradients.add(backend.product(dLow.matrix, inner.value.matrix), to: self) }
    }
  }
}

extension Tensor {
  /// Scales a tensor that has no other owner in place, and returns it.
  fileprivate func scaled(by factor: Float) -> Tensor {
    backend.scale(self, by: factor)
    return self
  }
}

extension Backend {
  /// Returns a scaled copy.
  fileprivate func scaledCopy(_ x: Tensor, by factor: Float) -> Tensor {
    let copied = empty(x.shape)
    copy(x, to: copied)
    scale(copied, by: factor)
    return copied
  }
}
