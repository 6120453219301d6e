package import Tensors

/// A named weight that training changes, with its gradient, or that stays as it is.
///
/// What is held in another format than float32 is frozen: it has no gradient and never changes.
package final class Parameter {
  /// The checkpoint name, such as `model.layers.0.mlp.up_proj.weight`.
  package let name: String
  /// The weight, changed in place by the optimizer.
  package let value: Tensor
  /// Whether a gradient is wanted.
  package private(set) var isTrainable: Bool
  /// ∂L/∂value summed since the last `clearGradient`; nil before the first.
  package private(set) var gradient: Tensor?

  /// Creates a parameter; one that is not held in float32 can only be frozen.
  package init(_ name: String, _ value: Tensor, isTrainable: Bool = true) {
    precondition(
      !isTrainable || value.format == .float32,
      "Parameter: \(name) is held as \(value.format.rawValue) and cannot be trained")
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

  /// Freezes the weight: from now on no gradient is wanted, and none is held.
  package func freeze() {
    isTrainable = false
    gradient = nil
  }

  /// Puts another sum in the gradient's place, or none, and returns the one that was there.
  package func exchangeGradient(with other: Tensor?) -> Tensor? {
    defer { gradient = other }
    return gradient
  }

  /// Sets the gradient to zero.
  package func clearGradient() {
    if let gradient { backend.fill(gradient, with: 0) }
  }
}
