import Synchronization
import Tensors

/// Buffers that go round: a freed one serves the next tensor of about its size.
///
/// Sizes are rounded up to quarters of a power of two, and a free buffer of up to twice the size
/// serves too, so batches of uneven length share buffers instead of each keeping its own.
final class BufferPool: Sendable {
  private struct State {
    var free: [Int: [Buffer]] = [:]
    var systemAllocations = 0
    var heldBytes = 0
  }

  private let state = Mutex(State())

  var systemAllocations: Int { state.withLock { $0.systemAllocations } }
  var heldBytes: Int { state.withLock { $0.heldBytes } }

  /// Returns a buffer of at least `count` elements, aligned to 64 bytes.
  func take(_ count: Int) -> Buffer {
    let capacity = Self.capacity(for: count)
    return state.withLock { state in
      var size = capacity
      while size <= 2 * capacity {
        if let buffer = state.free[size]?.popLast() { return buffer }
        size = Self.capacity(for: size + 1)
      }
      state.systemAllocations += 1
      state.heldBytes += capacity * MemoryLayout<Float>.stride
      return Buffer(capacity: capacity)
    }
  }

  /// Takes a buffer back for later use.
  func giveBack(_ buffer: Buffer) {
    state.withLock { $0.free[buffer.capacity, default: []].append(buffer) }
  }

  deinit {
    state.withLock { state in
      for buffer in state.free.values.joined() { buffer.deallocate() }
    }
  }

  /// Rounds up to 64 · 2ᵏ · (1, 1¼, 1½ or 1¾).
  static func capacity(for count: Int) -> Int {
    var base = 64
    while base * 2 <= count { base *= 2 }
    let quarter = max(base / 4, 16)
    return max(64, (count + quarter - 1) / quarter * quarter)
  }
}

/// Aligned memory without an owner.
struct Buffer: Sendable {
  nonisolated(unsafe) let pointer: UnsafeMutablePointer<Float>
  let capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
    pointer = UnsafeMutableRawPointer.allocate(
      byteCount: capacity * MemoryLayout<Float>.stride, alignment: 64
    ).bindMemory(to: Float.self, capacity: capacity)
  }

  func deallocate() { UnsafeMutableRawPointer(pointer).deallocate() }
}

/// A pooled buffer that goes back when its last tensor does.
final class CPUStorage: Storage {
  let buffer: Buffer
  private let pool: BufferPool

  init(_ pool: BufferPool, count: Int) {
    self.pool = pool
    buffer = pool.take(count)
  }

  var count: Int { buffer.capacity }

  deinit { pool.giveBack(buffer) }
}

extension Tensor {
  /// The memory of a tensor that lives on the processor.
  var pointer: UnsafeMutablePointer<Float> {
    guard let storage = storage as? CPUStorage else {
      preconditionFailure("a tensor of another backend was given to the CPU backend")
    }
    return storage.buffer.pointer
  }
}
