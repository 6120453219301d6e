import Tensors

extension Variable {
  /// Applies part of a model with gradient checkpointing: its activations are recomputed in
  /// backward.
  ///
  /// If the backend asks for it, only the part's input is kept (Chen et al. 2016). Gradients are
  /// bit-identical either way, since the same operations run twice.
  package func recomputed(
    parameters: [Parameter], _ part: @escaping (Variable) -> Variable
  ) -> Variable {
    guard tape != nil, backend.gradientCheckpointing else { return part(self) }
    return recorded(part(Variable(value)).value, parameters: parameters) { dy, gradients in
      let inner = Tape()
      let input = slot == nil ? Variable(value, tape: inner) : inner.variable(value)
      let found = inner.backward(from: [(part(input), dy)])
      if let dx = found[input] { gradients.add(dx, to: self) }
    }
  }
}
