package import Tensors

/// A named weight, either trainable and with a gradient, or frozen.
///
/// A weight stored in another format than float32 is frozen: it has no gradient and never changes.
package final class Parameter {
  /// The checkpoint name, such as `model.layers.0.mlp.up_proj.weight`.
  package let name: String
  /// The weight, changed in place by the optimizer.
  package let value: Tensor
  /// Whether it is trainable.
  package private(set) var isTrainable: Bool
  /// ∂L/∂value, accumulated since the last `clearGradient`; nil before the first.
  package private(set) var gradient: Tensor?

  /// Creates a parameter; one not stored as float32 must be frozen.
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

  /// Returns the gradient to accumulate into, or nil if the weight is frozen.
  package func accumulator() -> Tensor? {
    guard isTrainable else { return nil }
    if let gradient { return gradient }
    let zeros = backend.zeros(value.shape)
    gradient = zeros
    return zeros
  }

  /// Freezes the weight: its gradient is dropped and no further one is computed.
  package func freeze() {
    isTrainable = false
    gradient = nil
  }

  /// Replaces the gradient, possibly by nil, and returns the previous one.
  package func exchangeGradient(with other: Tensor?) -> Tensor? {
    defer { gradient = other }
    return gradient
  }

  /// Sets the gradient to zero.
  package func clearGradient() {
    if let gradient { backend.fill(gradient, with: 0) }
  }
}
