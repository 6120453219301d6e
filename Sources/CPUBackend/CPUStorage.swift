import Tensors

/// A pooled buffer that is freed with its last tensor.
final class CPUStorage: Storage {
  let buffer: Buffer
  let count: Int
  let format: StorageFormat
  private let pool: BufferPool

  init(_ pool: BufferPool, count: Int, as format: StorageFormat = .float32) {
    self.pool = pool
    self.count = count
    self.format = format
    let float = MemoryLayout<Float>.stride
    buffer = pool.take((format.byteCount(of: count) + float - 1) / float)
  }

  deinit { pool.giveBack(buffer) }
}

extension Tensor {
  /// The storage of a CPU tensor.
  var own: CPUStorage {
    guard let storage = storage as? CPUStorage else {
      preconditionFailure("a tensor of another backend was given to the CPU backend")
    }
    return storage
  }

  /// The memory of a float32 tensor.
  var pointer: UnsafeMutablePointer<Float> {
    let storage = own
    precondition(
      storage.format == .float32,
      "a tensor held as \(storage.format.rawValue) was given to an operation on float32")
    return storage.buffer.pointer
  }

  /// The memory of a tensor of any format, with its size in bytes.
  var bytes: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(
      start: own.buffer.pointer, count: format.byteCount(of: count))
  }
}
