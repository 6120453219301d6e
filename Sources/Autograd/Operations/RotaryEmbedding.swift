package import Tensors

extension Variable {
  /// Rotates each head of [N, heads · head] by its position (Su et al. 2021).
  package func rotated(_ positions: Indices, _ table: RotaryTable) -> Variable {
    let y = backend.rotate(value, positions: positions, table: table, inverse: false)
    return recorded(y) { dy, gradients in
      let dx = backend.rotate(dy, positions: positions, table: table, inverse: true)  // Rᵀ = R⁻¹
      gradients.add(dx, to: self)
    }
  }
}
