import Tensors

extension ElementType {
  /// Returns the numbers that the bytes hold, for the three supported formats.
  func floats(from bytes: UnsafeRawBufferPointer) -> [Float] {
    let count = bytes.count / byteCount
    return [Float](unsafeUninitializedCapacity: count) { target, initialized in
      initialized = count
      if self == .float32 {
        UnsafeMutableRawBufferPointer(target).copyMemory(from: bytes)
        return
      }
      for index in 0..<count {
        let bits = bytes.loadUnaligned(fromByteOffset: 2 * index, as: UInt16.self)
        target[index] = self == .float16 ? Self.fromHalf(bits) : Brain.float(bits)
      }
    }
  }

  /// Returns the bytes of the numbers, for the three supported formats.
  func bytes(from values: ArraySlice<Float>) -> [UInt8] {
    let count = values.count * byteCount
    return [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
      initialized = count
      let target = UnsafeMutableRawBufferPointer(target)
      if self == .float32 {
        values.withUnsafeBytes { target.copyMemory(from: $0) }
        return
      }
      for (index, value) in values.enumerated() {
        let bits = self == .float16 ? Float16(value).bitPattern : Brain.bits(value)
        target.storeBytes(of: bits, toByteOffset: 2 * index, as: UInt16.self)
      }
    }
  }

  private static func fromHalf(_ bits: UInt16) -> Float { Float(Float16(bitPattern: bits)) }
}
