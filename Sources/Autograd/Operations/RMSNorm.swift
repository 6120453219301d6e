import Tensors

extension Variable {
  /// Returns `x / √(mean(x²) + ε) · weight` for each row (Zhang and Sennrich 2019).
  package func rmsNorm(_ weight: Parameter, epsilon: Float) -> Variable {
    let (y, inverse) = backend.rmsNorm(value, weight: weight.value, epsilon: epsilon)
    return recorded(y, parameters: [weight]) { dy, gradients in
      let dx = backend.rmsNormPullback(
        dy, x: value, weight: weight.value, inverse: inverse,
        weightGradient: weight.accumulator())
      gradients.add(dx, to: self)
    }
  }
}
