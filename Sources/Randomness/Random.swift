/// A counter-based random stream: every draw is a function of seed, stream and coordinates alone.
///
/// Philox4x32-10 (Salmon et al. 2011, *Parallel Random Numbers: As Easy as 1, 2, 3*). The key is
/// derived from the seed and the stream's name, the counter from the coordinates, so there is no
/// generator state to save and neither threads nor batch order change a result.
package struct Random: RandomNumberGenerator, Sendable {
  private let key: SIMD2<UInt32>
  private var counter: SIMD4<UInt32>
  private var block = SIMD4<UInt32>()
  private var used = 4

  /// Creates the stream of draws at the coordinates, such as `(step, sample)`.
  package init(_ seed: UInt64, stream: String, _ coordinates: UInt64...) {
    var mixed = Self.mix(seed ^ 0x9E37_79B9_7F4A_7C15)
    for byte in stream.utf8 { mixed = Self.mix(mixed ^ UInt64(byte)) }
    key = SIMD2(UInt32(truncatingIfNeeded: mixed), UInt32(truncatingIfNeeded: mixed >> 32))
    var position: UInt64 = 0
    for coordinate in coordinates { position = Self.mix(position ^ Self.mix(coordinate &+ 1)) }
    counter = SIMD4(
      0, 0, UInt32(truncatingIfNeeded: position), UInt32(truncatingIfNeeded: position >> 32))
  }

  /// Returns the next 32 random bits.
  package mutating func nextBits() -> UInt32 {
    if used == 4 {
      block = Philox.block(counter: counter, key: key)
      counter[0] &+= 1
      if counter[0] == 0 { counter[1] &+= 1 }
      used = 0
    }
    used += 1
    return block[used - 1]
  }

  /// Returns the next 64 random bits.
  package mutating func next() -> UInt64 {
    let low = UInt64(nextBits())
    return UInt64(nextBits()) << 32 | low
  }

  /// Finalises 64 bits so that each input bit reaches each output bit (SplitMix64).
  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
