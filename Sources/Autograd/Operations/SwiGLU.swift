import Tensors

extension Variable {
  /// Returns `silu(self) · up` (Shazeer 2020), both [N, F].
  package func swiGLU(up: Variable) -> Variable {
    recorded(backend.swiGLU(gate: value, up: up.value), with: [up]) { dy, gradients in
      let (dgate, dup) = backend.swiGLUPullback(dy, gate: value, up: up.value)
      gradients.add(dgate, to: self)
      gradients.add(dup, to: up)
    }
  }
}
