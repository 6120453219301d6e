package import Tensors

extension Parameter {
  /// Returns the rows of an embedding table [V, D] for the tokens: [N, D].
  package func embedding(_ tokens: Indices, on tape: Tape?) -> Variable {
    let rows = backend.gatherRows(value, tokens)
    return Variable(rows, tape: tape).recorded(rows, parameters: [self]) { [self] dy, _ in
      if let sum = accumulator() { backend.scatterAddRows(dy, tokens, to: sum) }
    }
  }
}

extension Variable {
  /// Returns chosen rows of [N, D] in the given order: [n, D].
  package func rows(_ indices: Indices) -> Variable {
    recorded(backend.gatherRows(value, indices)) { dy, gradients in
      let dx = backend.zeros(shape)
      backend.scatterAddRows(dy, indices, to: dx)
      gradients.add(dx, to: self)
    }
  }
}
