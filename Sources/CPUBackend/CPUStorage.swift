import Tensors

/// A pooled buffer that goes back when its last tensor does.
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
  /// The storage of a tensor that lives on the processor.
  var own: CPUStorage {
    guard let storage = storage as? CPUStorage else {
      preconditionFailure("a tensor of another backend was given to the CPU backend")
    }
    return storage
  }

  /// The memory of a tensor of float32 numbers.
  var pointer: UnsafeMutablePointer<Float> {
    let storage = own
    precondition(
      storage.format == .float32,
      "a tensor held as \(storage.format.rawValue) was given to an operation on float32")
    return storage.buffer.pointer
  }

  /// The memory of a tensor of any format, and how many bytes of it the tensor has.
  var bytes: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(
      start: own.buffer.pointer, count: format.byteCount(of: count))
  }
}
