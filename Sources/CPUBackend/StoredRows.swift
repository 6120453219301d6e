import CKernels
import Tensors

/// Rows of a matrix of any storage format, read as float32.
struct StoredRows {
  let width: Int
  let format: StorageFormat
  private let kernels: UnsafePointer<ck_kernels>
  private let memory: UnsafeMutableRawPointer

  init(_ tensor: Tensor, _ kernels: UnsafePointer<ck_kernels>) {
    width = tensor.width
    format = tensor.format
    self.kernels = kernels
    memory = UnsafeMutableRawPointer(tensor.own.buffer.pointer)
  }

  /// The scratch memory that reading this many rows may use, in floats.
  func scratch(rows: Int) -> Int { format == .float32 ? 0 : rows * width }

  /// Returns rows as float32: in place, or decoded into scratch memory.
  func floats(
    _ rows: Range<Int>, _ scratch: UnsafeMutablePointer<Float>
  ) -> UnsafeMutablePointer<Float> {
    guard format != .float32 else {
      return memory.assumingMemoryBound(to: Float.self) + rows.lowerBound * width
    }
    write(rows, to: scratch)
    return scratch
  }

  /// Decodes rows to float32.
  func write(_ rows: Range<Int>, to target: UnsafeMutablePointer<Float>) {
    let count = Int64(rows.count * width)
    let start = memory + format.byteCount(of: rows.lowerBound * width)
    switch format {
    case .float32:
      target.update(from: start.assumingMemoryBound(to: Float.self), count: rows.count * width)
    case .bfloat16:
      kernels.pointee.decode_bf16(start.assumingMemoryBound(to: UInt16.self), target, count)
    case .float16:
      kernels.pointee.decode_f16(start.assumingMemoryBound(to: UInt16.self), target, count)
    case .q8Blocks:
      kernels.pointee.decode_q8(start.assumingMemoryBound(to: UInt8.self), target, count)
    }
  }
}
