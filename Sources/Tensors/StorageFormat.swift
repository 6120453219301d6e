/// The storage format of a tensor's elements.
///
/// Computation is in float32: the other formats hold weights and moments in less memory, and are
/// decoded where a product, a row lookup or an optimizer step needs them.
package enum StorageFormat: String, Sendable, CaseIterable {
  /// Single precision.
  case float32 = "F32"
  /// A float's sign, exponent and first seven bits.
  case bfloat16 = "BF16"
  /// IEEE half precision.
  case float16 = "F16"
  /// Blocks of 32 neighbours of a row: a scale in float16, then 32 signed bytes (GGUF's Q8_0).
  case q8Blocks = "Q8_0"

  /// The block length: the number of adjacent elements of a row stored together.
  package var blockLength: Int { self == .q8Blocks ? Q8Block.length : 1 }

  /// The size of a block in bytes.
  package var blockBytes: Int {
    switch self {
    case .float32: 4
    case .bfloat16, .float16: 2
    case .q8Blocks: Q8Block.byteCount
    }
  }

  /// Returns the size in bytes of whole rows with this many elements in total.
  package func byteCount(of count: Int) -> Int {
    precondition(
      count % blockLength == 0, "\(rawValue): \(count) elements are no whole blocks")
    return count / blockLength * blockBytes
  }
}

extension StorageFormat {
  /// Returns the encoded form of numbers, each rounded to the nearest value of the format.
  package func encoded(_ values: [Float]) -> [UInt8] {
    let count = byteCount(of: values.count)
    return [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
      initialized = count
      let bytes = UnsafeMutableRawBufferPointer(target)
      switch self {
      case .float32: values.withUnsafeBytes { bytes.copyMemory(from: $0) }
      case .bfloat16: Self.store(values, in: bytes, as: Brain.bits)
      case .float16: Self.store(values, in: bytes) { Float16($0).bitPattern }
      case .q8Blocks: Q8Block.store(values, in: bytes)
      }
    }
  }

  /// Decodes stored bytes.
  package func decoded(_ bytes: [UInt8]) -> [Float] {
    bytes.withUnsafeBytes { bytes in
      switch self {
      case .float32:
        (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self) }
      case .bfloat16: Self.load(bytes, as: Brain.float)
      case .float16: Self.load(bytes) { Float(Float16(bitPattern: $0)) }
      case .q8Blocks: Q8Block.load(bytes)
      }
    }
  }

  private static func store(
    _ values: [Float], in bytes: UnsafeMutableRawBufferPointer, as bits: (Float) -> UInt16
  ) {
    for (index, value) in values.enumerated() {
      bytes.storeBytes(of: bits(value), toByteOffset: 2 * index, as: UInt16.self)
    }
  }

  private static func load(
    _ bytes: UnsafeRawBufferPointer, as number: (UInt16) -> Float
  ) -> [Float] {
    (0..<bytes.count / 2).map {
      number(bytes.loadUnaligned(fromByteOffset: 2 * $0, as: UInt16.self))
    }
  }
}
