import Tensors

extension Variable {
  /// Returns the sum of two values of equal shape, the residual connection.
  package static func + (a: Variable, b: Variable) -> Variable {
    a.recorded(a.backend.add(a.value, b.value), with: [b]) { dy, gradients in
      gradients.add(dy, to: a)
      gradients.add(dy, to: b)
    }
  }
}
