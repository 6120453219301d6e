/// A set of byte strings, numbered in the order of their insertion.
///
/// Open addressing over one flat array: pieces are compared byte for byte, never by Unicode's
/// canonical equivalence, which would take "é" and "e" + accent for the same key.
struct ByteTable: Sendable {
  private var bytes: [UInt8] = []
  private var starts: [Int] = [0]
  private var buckets = [Int32](repeating: -1, count: 64)

  /// The length of the longest string, so that a longer query needs no look.
  private(set) var longest = 0

  /// The number of strings.
  var count: Int { starts.count - 1 }

  /// The bytes of one string.
  subscript(index: Int) -> ArraySlice<UInt8> { bytes[starts[index]..<starts[index + 1]] }

  /// Returns the number of a string, or nil if it is not in the set.
  func find(_ query: UnsafeBufferPointer<UInt8>) -> Int? {
    guard query.count <= longest else { return nil }
    let bucket = bucket(of: query)
    return buckets[bucket] < 0 ? nil : Int(buckets[bucket])
  }

  /// Adds a string unless it is there, and returns its number.
  mutating func insert(_ string: UnsafeBufferPointer<UInt8>) -> Int {
    let bucket = bucket(of: string)
    if buckets[bucket] >= 0 { return Int(buckets[bucket]) }
    buckets[bucket] = Int32(count)
    bytes.append(contentsOf: string)
    starts.append(bytes.count)
    longest = max(longest, string.count)
    if count * 2 > buckets.count { grow() }
    return count - 1
  }

  /// Returns the bucket that holds the string, or the empty one where it belongs.
  private func bucket(of string: UnsafeBufferPointer<UInt8>) -> Int {
    let mask = buckets.count - 1
    var bucket = Int(truncatingIfNeeded: Self.hash(string)) & mask
    while buckets[bucket] >= 0, !holds(string, at: Int(buckets[bucket])) {
      bucket = (bucket + 1) & mask
    }
    return bucket
  }

  private func holds(_ string: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let start = starts[index]
    guard starts[index + 1] - start == string.count else { return false }
    for offset in 0..<string.count where bytes[start + offset] != string[offset] { return false }
    return true
  }

  private mutating func grow() {
    let strings = count
    buckets = [Int32](repeating: -1, count: buckets.count * 2)
    for index in 0..<strings {
      let bucket = bytes.withUnsafeBufferPointer {
        self.bucket(of: UnsafeBufferPointer(rebasing: $0[starts[index]..<starts[index + 1]]))
      }
      buckets[bucket] = Int32(index)
    }
  }

  /// FNV-1a, with the high bits folded in because only the low ones choose the bucket.
  private static func hash(_ string: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in string { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash ^ (hash >> 32)
  }
}

extension ByteTable {
  /// Returns the number of a text, or nil if it is not in the set.
  func find(_ text: String) -> Int? {
    Array(text.utf8).withUnsafeBufferPointer(find)
  }

  /// Adds a text unless it is there, and returns its number.
  mutating func insert(_ text: String) -> Int {
    Array(text.utf8).withUnsafeBufferPointer { insert($0) }
  }
}
