import Testing

@testable import Safetensors

@Suite struct ElementTypeTests {
  private func floats(_ bits: [UInt16], _ type: ElementType) -> [Float] {
    bits.withUnsafeBytes { type.floats(from: $0) }
  }

  private func bits(_ values: [Float], _ type: ElementType) -> [UInt16] {
    type.bytes(from: values[...]).withUnsafeBytes { Array($0.bindMemory(to: UInt16.self)) }
  }

  @Test func halvesAreRead() {
    // 1, −2, the largest, the smallest normal, the smallest subnormal, −0, ∞, −∞.
    let bits: [UInt16] = [0x3C00, 0xC000, 0x7BFF, 0x0400, 0x0001, 0x8000, 0x7C00, 0xFC00]
    let expected: [Float] = [1, -2, 65_504, 0x1p-14, 0x1p-24, -0.0, .infinity, -.infinity]
    #expect(floats(bits, .float16) == expected)
    #expect(self.bits(expected, .float16) == bits)
    #expect(floats([0x7E00, 0x7C01], .float16).allSatisfy { $0.isNaN })
  }

  @Test func brainFloatsAreRead() {
    let bits: [UInt16] = [0x3F80, 0xC000, 0x7F7F, 0x0001, 0x8000, 0x7F80, 0xFF80]
    let expected: [Float] = [
      1, -2, 0x1.FEp127, Float(bitPattern: 0x1_0000), -0.0, .infinity, -.infinity,
    ]
    #expect(floats(bits, .bfloat16) == expected)
    #expect(self.bits(expected, .bfloat16) == bits)
    #expect(floats([0x7FC0, 0x7F81], .bfloat16).allSatisfy { $0.isNaN })
  }

  @Test func roundingGoesToTheNearestAndTiesToEven() {
    // bfloat16 has 7 bits after the point: 1 + 2⁻⁸ lies half way between 1 and 1 + 2⁻⁷.
    let values: [Float] = [1 + 0x1p-8, 1 + 0x3p-8, 1 + 0x1.01p-8, Float(bitPattern: 0x7F7F_FFFF)]
    #expect(bits(values, .bfloat16) == [0x3F80, 0x3F82, 0x3F81, 0x7F80])
    // float16 has 10: 1 + 2⁻¹¹ lies half way, and 65,520 half way to the first that overflows.
    #expect(
      bits([1 + 0x1p-11, 1 + 0x3p-11, 65_519, 65_520], .float16) == [
        0x3C00, 0x3C02, 0x7BFF, 0x7C00,
      ])
  }

  @Test(arguments: [ElementType.float16, .bfloat16])
  func everyPatternSurvives(type: ElementType) {
    let all = (0...UInt16.max).map { $0 }
    let values = floats(all, type)
    for (pattern, back) in zip(all, bits(values, type)) where pattern != back {
      #expect(values[Int(pattern)].isNaN, "\(pattern) became \(back)")
    }
  }

  @Test func notANumberStaysOneWithoutItsLowBits() {
    let quiet = bits([Float(bitPattern: 0x7F80_0001)], .bfloat16)
    #expect(floats(quiet, .bfloat16)[0].isNaN)
  }
}
