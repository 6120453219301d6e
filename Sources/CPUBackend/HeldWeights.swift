import Synchronization

/// Weights packed for products, kept while nobody changes them.
final class HeldWeights: Sendable {
  private struct State {
    var depth = 0
    /// By the identity of the weight's storage, which an entry keeps alive.
    var packed: [ObjectIdentifier: (weight: CPUStorage, packed: PackedMatrix)] = [:]
  }

  private let state = Mutex(State())

  /// Whether weights are held now, so that nothing may change them.
  var isHolding: Bool { state.withLock { $0.depth > 0 } }

  func enter() { state.withLock { $0.depth += 1 } }

  func leave() {
    state.withLock { state in
      state.depth -= 1
      if state.depth == 0 { state.packed = [:] }
    }
  }

  /// Returns the packed form of a weight, or nil while none are held.
  func packed(_ weight: CPUStorage, _ pack: () -> PackedMatrix) -> PackedMatrix? {
    let key = ObjectIdentifier(weight)
    let (isHolding, known) = state.withLock { ($0.depth > 0, $0.packed[key]?.packed) }
    guard isHolding else { return nil }
    if let known { return known }
    let made = pack()
    state.withLock { $0.packed[key] = (weight, made) }
    return made
  }
}
