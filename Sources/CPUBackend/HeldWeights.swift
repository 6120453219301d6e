import Synchronization
import Tensors

/// Transposed right operands packed for products, kept while nobody changes them.
///
/// A hold belongs to the thread or task that asked for it; the device knows all of them, so that a
/// step that would change a held weight is noticed whoever takes it.
final class HeldWeights: Sendable {
  /// The hold of the work at hand.
  @TaskLocal static var current: HeldWeights?

  private let owner: ObjectIdentifier
  /// By the identity of the weight's storage, which an entry keeps alive.
  private let packed = Mutex<[ObjectIdentifier: (weight: CPUStorage, packed: PackedMatrix)]>([:])

  init(of backend: CPUBackend) { owner = ObjectIdentifier(backend) }

  func belongs(to backend: CPUBackend) -> Bool { owner == ObjectIdentifier(backend) }

  func contains(_ weight: CPUStorage) -> Bool {
    packed.withLock { $0[ObjectIdentifier(weight)] != nil }
  }

  /// Returns the form of a weight that a kernel reads, made unless it is known.
  func packed(
    _ weight: CPUStorage, _ kernel: ProductKernel, stride: Int?, _ pack: () -> PackedMatrix?
  ) -> PackedMatrix? {
    let key = ObjectIdentifier(weight)
    let known = packed.withLock { $0[key]?.packed }
    if let known, known.kernel.products == kernel.products, known.stride == stride { return known }
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

  /// The hold that the work at hand has on this device.
  var held: HeldWeights? {
    HeldWeights.current.flatMap { $0.belongs(to: self) ? $0 : nil }
  }

  /// Whether a weight may not change: the work at hand holds weights, or another's holds this one.
  func isHeld(_ weight: Tensor) -> Bool {
    held != nil || holds.withLock { $0.contains { $0.contains(weight.own) } }
  }
}
