import Randomness

/// Small changes to bytes, the same ones for the same seed.
package struct Mutator {
  private var random: Random
  private let seeds: [[UInt8]]

  /// Creates a source of mutations of seeds, which it also mixes with each other.
  package init(_ seeds: [[UInt8]], seed: UInt64) {
    self.seeds = seeds.isEmpty ? [[]] : seeds
    random = Random(seed, stream: "mutations")
  }

  /// Values at which counts and lengths go wrong.
  private static let telling: [[UInt8]] = [
    [0], [0xFF], [0x7F], [0x80], Array(repeating: 0xFF, count: 8), [0xFF, 0xFF, 0xFF, 0x7F],
    Array("9223372036854775807".utf8), Array("-1".utf8), Array("1e309".utf8), Array("NaN".utf8),
    Array("\"".utf8), Array("[[[[".utf8), Array("{\"a\":".utf8), Array("\u{E9}e\u{301}".utf8),
    Array("\\ud800".utf8), Array("%00".utf8), Array("\u{1B}[2J".utf8), Array("\r\n".utf8),
  ]

  /// Returns one of the seeds with up to four changes.
  package mutating func next() -> [UInt8] {
    var bytes = seeds[below(seeds.count)]
    for _ in 0...below(4) { change(&bytes) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    let place = below(bytes.count + 1)
    let end = min(bytes.count, place + 1 + below(16))
    switch below(7) {
    case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8(below(8))
    case 1 where place < bytes.count: bytes[place] = UInt8(below(256))
    case 2: bytes.removeSubrange(place..<end)
    case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 4:
      let value = Self.telling[below(Self.telling.count)]
      let covered = min(bytes.count, place + (below(2) == 0 ? 0 : value.count))
      bytes.replaceSubrange(place..<covered, with: value)
    case 5:
      let other = seeds[below(seeds.count)]
      bytes.replaceSubrange(place..., with: other.dropFirst(below(other.count + 1)))
    default: bytes.removeSubrange(place...)
    }
  }

  private mutating func below(_ count: Int) -> Int { Int(random.nextBits()) % count }
}
