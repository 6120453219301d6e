/// The 16-bit number format bfloat16: a float's sign, exponent and first seven bits.
package enum Brain {
  /// Returns the bits of the nearest value, ties to even; NaN stays NaN.
  package static func bits(_ value: Float) -> UInt16 {
    guard !value.isNaN else { return UInt16(truncatingIfNeeded: value.bitPattern >> 16) | 0x40 }
    let bits = value.bitPattern
    return UInt16(truncatingIfNeeded: (bits &+ 0x7FFF &+ (bits >> 16 & 1)) >> 16)
  }

  /// Returns the exact value of the given bits.
  package static func float(_ bits: UInt16) -> Float { Float(bitPattern: UInt32(bits) << 16) }
}
