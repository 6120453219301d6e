import Synchronization
import Tensors

/// A cache of packed weights, valid while no weight changes.
///
/// A hold belongs to the thread or task that opened it; the backend knows all of them, so an
/// optimizer step on a held weight is caught whoever takes it.
final class HeldWeights: Sendable {
  /// The hold of the current task context.
  @TaskLocal static var current: HeldWeights?

  private let owner: ObjectIdentifier
  /// Keyed by the identity of the weight's storage, which the entry keeps alive.
  private let packed = Mutex<[ObjectIdentifier: (weight: CPUStorage, packed: PackedMatrix)]>([:])

  init(of backend: CPUBackend) { owner = ObjectIdentifier(backend) }

  func belongs(to backend: CPUBackend) -> Bool { owner == ObjectIdentifier(backend) }

  func contains(_ weight: CPUStorage) -> Bool {
    packed.withLock { $0[ObjectIdentifier(weight)] != nil }
  }

  /// Returns the packed form of a weight, packing it on first use.
  func packed(
    _ weight: CPUStorage, _ kernel: ProductKernel, stride: Int?, _ pack: () -> PackedMatrix?
  ) -> PackedMatrix? {
    let key = ObjectIdentifier(weight)
    let known = packed.withLock { $0[key]?.packed }
    if let known, known.kernel.products == kernel.products, known.stride == stride { return known }
    // Packs outside the lock: concurrent callers may both pack, and either result serves.
    guard let made = pack() else { return nil }
    packed.withLock { $0[key] = (weight, made) }
    return made
  }
}

extension CPUBackend {
  package func holdingWeights<Result>(_ body: () throws -> Result) rethrows -> Result {
    guard held == nil else { return try body() }
    let hold = HeldWeights(of: self)
    holds.withLock { $0.append(hold) }
    defer { holds.withLock { $0.removeAll { $0 === hold } } }
    return try HeldWeights.$current.withValue(hold) { try body() }
  }

  /// The hold of the current task context on this backend.
  var held: HeldWeights? {
    HeldWeights.current.flatMap { $0.belongs(to: self) ? $0 : nil }
  }

  /// Whether a weight must not change: the caller holds weights, or another caller holds this one.
  func isHeld(_ weight: Tensor) -> Bool {
    held != nil || holds.withLock { $0.contains { $0.contains(weight.own) } }
  }
}
