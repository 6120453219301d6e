/// Thirty-two numbers as signed bytes q with one scale d in float16: each is d · q.
///
/// The layout and the rounding are those of GGUF's Q8_0: d = max |x| / 127, q = x / d rounded half
/// away from zero. The division is by the scale before it is rounded to float16.
enum Q8Block {
  static let length = 32
  static let byteCount = 2 + length

  static func store(_ values: [Float], in bytes: UnsafeMutableRawBufferPointer) {
    for block in 0..<values.count / length {
      store(values[block * length..<(block + 1) * length], in: bytes, at: block * byteCount)
    }
  }

  private static func store(
    _ values: ArraySlice<Float>, in bytes: UnsafeMutableRawBufferPointer, at offset: Int
  ) {
    let scale = values.reduce(0) { max($0, abs($1)) } / 127
    precondition(scale.isFinite, "Q8_0: a number is not finite")
    let inverse = scale == 0 ? 0 : 1 / scale
    bytes.storeBytes(of: Float16(scale).bitPattern, toByteOffset: offset, as: UInt16.self)
    for (index, value) in values.enumerated() {
      let rounded = (value * inverse).rounded(.toNearestOrAwayFromZero)
      bytes.storeBytes(of: Int8(rounded), toByteOffset: offset + 2 + index, as: Int8.self)
    }
  }

  static func load(_ bytes: UnsafeRawBufferPointer) -> [Float] {
    (0..<bytes.count / byteCount).flatMap { block in
      let offset = block * byteCount
      let bits = bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self)
      let scale = Float(Float16(bitPattern: bits))
      return (0..<length).map {
        scale * Float(bytes.load(fromByteOffset: offset + 2 + $0, as: Int8.self))
      }
    }
  }
}
