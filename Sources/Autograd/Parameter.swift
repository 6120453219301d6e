package import Tensors

/// A named weight that training changes, with its gradient.
package final class Parameter {
  /// The checkpoint name, such as `model.layers.0.mlp.up_proj.weight`.
  package let name: String
  /// The weight, changed in place by the optimizer.
  package let value: Tensor
  /// Whether a gradient is wanted.
  package var isTrainable: Bool
  /// ∂L/∂value summed since the last `clearGradient`; nil before the first.
  package private(set) var gradient: Tensor?

  /// Creates a parameter.
  package init(_ name: String, _ value: Tensor, isTrainable: Bool = true) {
    self.name = name
    self.value = value
    self.isTrainable = isTrainable
  }

  /// The device.
  package var backend: any Backend { value.backend }

  /// Whether it is a matrix; weight decay applies to matrices only.
  package var isMatrix: Bool { value.shape.count > 1 }

  /// Returns the gradient to add to, or nil where none is wanted.
  package func accumulator() -> Tensor? {
    guard isTrainable else { return nil }
    if let gradient { return gradient }
    let zeros = backend.zeros(value.shape)
    gradient = zeros
    return zeros
  }

  /// Sets the gradient to zero.
  package func clearGradient() {
    if let gradient { backend.fill(gradient, with: 0) }
  }
}
