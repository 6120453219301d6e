/// The two running moments of a parameter, in their storage format.
///
/// In bfloat16 a moment stalls within a few per cent of its target: a step moves it by a tenth or
/// twentieth of the distance, and moves below the rounding of 0.4 % are lost.
package struct AdamWMoments: Sendable {
  /// The running mean of the gradient.
  package let first: Tensor
  /// The running mean of its square.
  package let second: Tensor

  /// Creates the moments of a parameter, all zero.
  package init(of parameter: Tensor, as precision: Precision) {
    let format: StorageFormat = precision == .float32 ? .float32 : .bfloat16
    first = parameter.backend.zeros(parameter.shape, as: format)
    second = parameter.backend.zeros(parameter.shape, as: format)
  }
}

/// The tensors and coefficients of one AdamW step on one parameter.
package struct AdamWUpdate: Sendable {
  /// The parameter, in float32.
  package let parameter: Tensor
  /// Its gradient.
  package let gradient: Tensor
  /// Its moments.
  package let moments: AdamWMoments
  /// The coefficients of the step.
  package let step: AdamWStep

  /// Creates the update of one parameter.
  package init(_ parameter: Tensor, gradient: Tensor, moments: AdamWMoments, step: AdamWStep) {
    precondition(
      parameter.shape == gradient.shape && parameter.count == moments.first.count,
      "AdamWUpdate: parameter \(parameter.shape), gradient \(gradient.shape)")
    self.parameter = parameter
    self.gradient = gradient
    self.moments = moments
    self.step = step
  }
}
