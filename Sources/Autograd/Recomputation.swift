import Tensors

extension Variable {
  /// Returns a part of a model applied to this; its inner values are made again on the way back.
  ///
  /// Only the part's input is kept meanwhile, where the backend wants that (Chen et al. 2016).
  /// The gradients have the bits that they would have had: the same operations run twice.
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
