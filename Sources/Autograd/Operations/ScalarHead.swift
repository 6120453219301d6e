import Tensors

extension Variable {
  /// Returns one number for each hidden state [n, D] by a weight [1, D] and an optional bias: [n].
  package func scalarHead(_ weight: Parameter, bias: Parameter? = nil) -> Variable {
    precondition(weight.value.rows == 1, "scalarHead: weight \(weight.value.shape) has not one row")
    let y = linear(weight, bias: bias)
    return y.recorded(y.value.reshaped([y.value.rows])) { dy, gradients in
      gradients.add(dy.reshaped(y.shape), to: y)
    }
  }
}
