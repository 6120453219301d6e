package import Tensors

/// A recorded forward pass: one entry per coarse operation, with its pullback.
///
/// Entries are dropped as the backward pass consumes them, so that activations return to the pool
/// as early as possible.
package final class Tape {
  /// Takes the gradient of an operation's output and propagates it to its inputs.
  package typealias Pullback = (_ dy: Tensor, _ gradients: Gradients) -> Void

  private struct Entry {
    let output: Int
    let pullback: Pullback
  }

  private var entries: [Entry] = []
  private var slots = 0

  /// Creates an empty tape.
  package init() {}

  /// Returns a variable without history whose gradient `Gradients` will hold after `backward`.
  package func variable(_ value: Tensor) -> Variable {
    Variable(value: value, tape: self, slot: newSlot())
  }

  /// Records an operation and returns its output as a variable.
  package func record(_ value: Tensor, _ pullback: @escaping Pullback) -> Variable {
    let slot = newSlot()
    entries.append(Entry(output: slot, pullback: pullback))
    return Variable(value: value, tape: self, slot: slot)
  }

  /// Runs the pullbacks in reverse from the given output gradients, and empties the tape.
  ///
  /// Parameter gradients accumulate in the parameters; those of the tape's own variables are
  /// returned.
  @discardableResult
  package func backward(from seeds: [(Variable, Tensor)]) -> Gradients {
    let gradients = Gradients()
    for (variable, gradient) in seeds {
      precondition(
        variable.value.count == gradient.count,
        "backward: gradient \(gradient.shape) for a value \(variable.value.shape)")
      gradients.add(gradient, to: variable)
    }
    while let entry = entries.popLast() {
      if let dy = gradients.take(entry.output) { entry.pullback(dy, gradients) }
    }
    return gradients
  }

  private func newSlot() -> Int {
    slots += 1
    return slots
  }
}

/// The gradients in flight during a backward pass.
package final class Gradients {
  private var bySlot: [Int: Tensor] = [:]

  /// Accumulates a gradient for a variable; one that is not on a tape needs none.
  package func add(_ gradient: Tensor, to variable: Variable) {
    guard let slot = variable.slot else { return }
    bySlot[slot] = bySlot[slot].map { gradient.backend.add($0, gradient) } ?? gradient
  }

  /// Returns the gradient that arrived at a variable.
  package subscript(variable: Variable) -> Tensor? {
    variable.slot.flatMap { bySlot[$0] }
  }

  func take(_ slot: Int) -> Tensor? { bySlot.removeValue(forKey: slot) }
}
