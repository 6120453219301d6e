import TensorTestSupport
import Tensors
import Testing

/// What the formats hold is the nearest that they can.
@Suite struct StorageFormatTests {
  let backend = ReferenceBackend()

  @Test func blocksHoldAScaleInHalfPrecisionAndSignedBytes() {
    // The largest is 127 · 2, so d = 2 and q = x / 2, rounded half away from zero.
    var values = [Float](repeating: 0, count: 32)
    (values[0], values[1], values[2], values[3]) = (254, -3, 3, 1)
    let bytes = StorageFormat.q8Blocks.encoded(values)
    #expect(bytes.count == 34)
    #expect(Array(bytes[0..<2]) == [0x00, 0x40], "2 in half precision, the low byte first")
    #expect(bytes[2..<6].map(Int8.init(bitPattern:)) == [127, -2, 2, 1])
    #expect(Array(StorageFormat.q8Blocks.decoded(bytes)[0..<4]) == [254, -4, 4, 2])
  }

  @Test func aBlockOfZerosStaysOne() {
    let zeros = [Float](repeating: 0, count: 64)
    let bytes = StorageFormat.q8Blocks.encoded(zeros)
    #expect(bytes == [UInt8](repeating: 0, count: 68))
    #expect(StorageFormat.q8Blocks.decoded(bytes) == zeros)
  }

  @Test(arguments: StorageFormat.allCases)
  func whatWasReadIsWrittenWithoutAChange(format: StorageFormat) {
    let values = randomTensor([4, 64], seed: 1, on: backend).scalars()
    let held = backend.tensor(values, shape: [4, 64], as: format)
    let bytes = backend.readBytes(held)
    #expect(bytes.count == format.byteCount(of: 256))
    let again = backend.empty([4, 64], as: format)
    backend.writeBytes(bytes, to: again)
    #expect(again.scalars() == held.scalars() && backend.readBytes(again) == bytes)
    let tolerance: Float = format == .float32 ? 0 : format == .float16 ? 1e-3 : 2e-2
    #expect(zip(held.scalars(), values).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) })
  }

  @Test func formatsTakeTheMemoryThatTheySay() {
    #expect(StorageFormat.allCases.map { $0.byteCount(of: 64) } == [256, 128, 128, 68])
  }
}
