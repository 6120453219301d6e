import Randomness
import Testing

@Suite struct PhiloxTests {
  /// The known-answer vectors that come with Random123 (`kat_vectors`, philox4x32 10).
  @Test(arguments: [
    (
      SIMD4<UInt32>(repeating: 0), SIMD2<UInt32>(repeating: 0),
      SIMD4<UInt32>(0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8)
    ),
    (
      SIMD4<UInt32>(repeating: .max), SIMD2<UInt32>(repeating: .max),
      SIMD4<UInt32>(0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD)
    ),
    (
      SIMD4<UInt32>(0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344),
      SIMD2<UInt32>(0xA409_3822, 0x299F_31D0),
      SIMD4<UInt32>(0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1)
    ),
  ])
  func blockEqualsKnownAnswers(
    counter: SIMD4<UInt32>, key: SIMD2<UInt32>, expected: SIMD4<UInt32>
  ) {
    #expect(Philox.block(counter: counter, key: key) == expected)
  }

  @Test func drawsDependOnSeedStreamAndCoordinatesAlone() {
    func draws(_ random: Random) -> [UInt64] {
      var random = random
      return (0..<8).map { _ in random.next() }
    }
    let base = draws(Random(7, stream: "rollout", 3, 5))
    #expect(base == draws(Random(7, stream: "rollout", 3, 5)))
    #expect(base != draws(Random(8, stream: "rollout", 3, 5)))
    #expect(base != draws(Random(7, stream: "shuffle", 3, 5)))
    #expect(base != draws(Random(7, stream: "rollout", 5, 3)))
    #expect(base != draws(Random(7, stream: "rollout", 3)))
  }

  @Test func uniformDrawsFillTheUnitInterval() {
    var random = Random(1, stream: "test")
    let draws = (0..<100_000).map { _ in random.uniform() }
    #expect(draws.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(abs(draws.reduce(0, +) / 100_000 - 0.5) < 0.005)
  }

  @Test func normalDrawsHaveZeroMeanAndUnitVariance() {
    var random = Random(2, stream: "test")
    let draws = (0..<100_000).map { _ in Double(random.normal()) }
    let mean = draws.reduce(0, +) / 100_000
    #expect(abs(mean) < 0.02)
    #expect(abs(draws.map { $0 * $0 }.reduce(0, +) / 100_000 - 1) < 0.02)
  }

  @Test func permutationKeepsEveryElement() {
    var random = Random(3, stream: "test")
    let order = random.permuted(Array(0..<257))
    #expect(order.sorted() == Array(0..<257))
    #expect(order != Array(0..<257))
  }
}
