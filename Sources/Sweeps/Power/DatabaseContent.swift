/// What counts of a file of SQLite's: all its pages but the free ones.
///
/// A free page is not in the journal when a transaction takes it into use, so it keeps what was
/// written there when the transaction is rolled back; it means nothing. (Format: sqlite.org,
/// "Database File Format", 1.3 and 1.5.)
struct DatabaseContent {
  private let bytes: [UInt8]

  /// Takes the bytes of the file.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// A hash of all pages but the free ones.
  var fingerprint: Int {
    var hasher = Hasher()
    let free = freePages
    bytes.withUnsafeBytes { bytes in
      for start in stride(from: 0, to: bytes.count, by: pageSize)
      where !free.contains(start / pageSize + 1) {
        let end = min(start + pageSize, bytes.count)
        hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
      }
    }
    return hasher.finalize()
  }

  private var pageSize: Int {
    guard bytes.count >= 100 else { return 512 }
    let size = Int(bytes[16]) << 8 | Int(bytes[17])
    return size == 1 ? 65_536 : max(size, 512)
  }

  /// The leaves of the list of free pages; its trunk pages are journaled like any other.
  private var freePages: Set<Int> {
    guard bytes.count >= 100 else { return [] }
    var free: Set<Int> = []
    var trunk = number(at: 32)
    for _ in 0..<number(at: 36) where trunk > 0 && trunk * pageSize <= bytes.count {
      let start = (trunk - 1) * pageSize
      for leaf in 0..<min(number(at: start + 4), pageSize / 4 - 2) {
        free.insert(number(at: start + 8 + 4 * leaf))
      }
      trunk = number(at: start)
    }
    return free
  }

  private func number(at offset: Int) -> Int {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
  }
}
