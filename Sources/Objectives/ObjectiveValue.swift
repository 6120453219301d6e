/// A loss and its exact gradient with respect to the numbers it was computed from.
///
/// An objective is a pure function on host numbers. The engine starts its backward pass from
/// `gradient`, so an objective needs no tape, no tensor and no device.
package struct ObjectiveValue: Equatable, Sendable {
  /// The loss, accumulated in double precision.
  package let value: Double
  /// The derivative of the loss, one number per input.
  package let gradient: [Float]

  /// Creates a loss from its value and gradient.
  package init(value: Double, gradient: [Float]) {
    self.value = value
    self.gradient = gradient
  }
}
