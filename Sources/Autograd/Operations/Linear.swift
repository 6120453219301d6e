import Tensors

extension Variable {
  /// Returns `x Wᵀ + b` for x [N, I], W [O, I] and an optional bias [O]: [N, O].
  ///
  /// A frozen weight may have any storage format; the product decodes it.
  package func linear(_ weight: Parameter, bias: Parameter? = nil) -> Variable {
    let y = backend.product(value.matrix, weight.value.transposed)
    if let bias { backend.addBias(bias.value, to: y) }
    return recorded(y, parameters: [weight, bias]) { dy, gradients in
      if let sum = weight.accumulator() {
        backend.multiply(dy.transposed, value.matrix, into: sum, adding: true)  // dW = dyᵀ x
      }
      if let sum = bias?.accumulator() { backend.addRowSum(dy, to: sum) }
      if slot != nil {
        gradients.add(backend.product(dy.matrix, weight.value.matrix), to: self)  // dx = dy W
      }
    }
  }
}
