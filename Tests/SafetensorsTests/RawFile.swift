import Foundation

/// A file put together by hand, so that it can lie.
enum RawFile {
  /// Returns the bytes of a file with the header and so many bytes of tensors.
  static func bytes(header: String, tensorBytes: Int, claimedLength: UInt64? = nil) -> Data {
    var length = (claimedLength ?? UInt64(header.utf8.count)).littleEndian
    var data = withUnsafeBytes(of: &length) { Data($0) }
    data.append(contentsOf: header.utf8)
    data.append(contentsOf: (0..<tensorBytes).map { UInt8(truncatingIfNeeded: $0) })
    return data
  }

  /// Returns how many times longer the longer data takes, by the best of some comparisons.
  ///
  /// The shorter goes through ten times beside the other once: both bear what else runs.
  static func growth(
    of work: (Data) throws -> Void, from short: Data, to long: Data
  ) rethrows -> Double {
    let clock = ContinuousClock()
    return try (0..<7).map { _ in
      let ten = try clock.measure { for _ in 0..<10 { try work(short) } }
      return try clock.measure { try work(long) } / ten * 10
    }.min() ?? .infinity
  }

  /// Calls the closure with a folder that is gone afterwards.
  static func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "safetensors-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }
}

/// Numbers for test data that are the same on every run (the constants of Knuth's MMIX).
struct TestNumbers {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state ^ (state >> 33)) &* 0xFF51_AFD7_ED55_8CCD
  }

  /// Returns an index below a count.
  mutating func below(_ count: Int) -> Int { Int((next() >> 20) % UInt64(count)) }

  /// Returns floats of every size, among them infinities and subnormal numbers.
  mutating func floats(_ count: Int) -> [Float] {
    (0..<count).map { _ in
      let value = Float(bitPattern: UInt32(truncatingIfNeeded: next() >> 16))
      return value.isNaN ? 0.5 : value
    }
  }
}
