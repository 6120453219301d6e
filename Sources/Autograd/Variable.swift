package import Tensors

/// A value in a computation, recorded on a tape if gradients are wanted.
package struct Variable {
  /// The value.
  package let value: Tensor
  /// The tape that records operations on it; nil in inference.
  package let tape: Tape?
  /// Its slot for the gradient; nil if nothing before it needs one.
  let slot: Int?

  /// Creates a constant, or with a tape the start of a recorded computation.
  package init(_ value: Tensor, tape: Tape? = nil) {
    self.init(value: value, tape: tape, slot: nil)
  }

  init(value: Tensor, tape: Tape?, slot: Int?) {
    self.value = value
    self.tape = tape
    self.slot = slot
  }

  /// The extent of each axis.
  package var shape: [Int] { value.shape }
  /// The device.
  package var backend: any Backend { value.backend }

  /// Returns the output of an operation on this and other variables, recorded if gradients are
  /// wanted.
  package func recorded(
    _ output: Tensor, with others: [Variable] = [], parameters: [Parameter?] = [],
    _ pullback: @escaping Tape.Pullback
  ) -> Variable {
    guard let tape else { return Variable(output) }
    let isWanted =
      slot != nil || others.contains { $0.slot != nil }
      || parameters.contains { $0?.isTrainable == true }
    return isWanted ? tape.record(output, pullback) : Variable(output, tape: tape)
  }
}
