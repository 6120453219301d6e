import Randomness

/// What happened to a file: a few bits or bytes changed, a page lost or moved, the end missing.
struct Damage: Sendable {
  /// The words for it, such as "bit 3 of byte 8191".
  let words: String
  let bytes: [UInt8]

  private static let page = 4096

  /// Damages a file; what happens follows from the random numbers alone.
  init(_ whole: [UInt8], _ random: inout Random) {
    var bytes = whole
    switch random.below(8) {
    case 0...3:
      let (place, bit) = (random.below(bytes.count), random.below(8))
      bytes[place] ^= 1 << UInt8(bit)
      words = "bit \(bit) of byte \(place)"
    case 4, 5:
      let places = (0...random.below(16)).map { _ in random.below(bytes.count) }
      for place in places { bytes[place] = UInt8(random.below(256)) }
      words = "bytes \(places.map(String.init).joined(separator: " "))"
    case 6:
      let (from, to) = (
        random.below(bytes.count / Self.page), random.below(bytes.count / Self.page)
      )
      let source = whole[(from * Self.page)..<((from + 1) * Self.page)]
      bytes.replaceSubrange((to * Self.page)..<((to + 1) * Self.page), with: source)
      words = "page \(from) over page \(to)"
    default:
      let length = random.below(bytes.count)
      bytes.removeSubrange(length...)
      words = "all after byte \(length) gone"
    }
    self.bytes = bytes
  }
}
