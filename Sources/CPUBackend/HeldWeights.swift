import Synchronization

/// Transposed right operands packed for products, kept while nobody changes them.
final class HeldWeights: Sendable {
  private struct State {
    var depth = 0
    /// By the identity of the weight's storage, which an entry keeps alive.
    var packed: [ObjectIdentifier: (weight: CPUStorage, packed: PackedMatrix)] = [:]
  }

  private let state = Mutex(State())

  /// Whether weights are held now, so that nothing may change them.
  var isHolding: Bool { state.withLock { $0.depth > 0 } }

  func enter() {
    state.withLock { state in
      if state.depth == 0 { state.packed = [:] }
      state.depth += 1
    }
  }

  func leave() {
    state.withLock { state in
      state.depth -= 1
      if state.depth == 0 { state.packed = [:] }
    }
  }

  /// Returns the form of a weight that a kernel reads, made unless it is known.
  func packed(
    _ weight: CPUStorage, _ kernel: ProductKernel, stride: Int?, _ pack: () -> PackedMatrix?
  ) -> PackedMatrix? {
    let key = ObjectIdentifier(weight)
    let known = state.withLock { $0.packed[key]?.packed }
    if let known, known.kernel.products == kernel.products, known.stride == stride { return known }
    guard let made = pack() else { return nil }
    state.withLock { if $0.depth > 0 { $0.packed[key] = (weight, made) } }
    return made
  }
}
