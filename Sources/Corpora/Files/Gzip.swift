import CZlib
import Foundation

/// Inflates gzip-compressed data piece by piece, never to more than it may hold.
final class Gzip {
  /// The size up to which any ratio is believed; repeated rows compress very well.
  static let trustedBytes = 64 << 20
  /// The most inflated bytes to each compressed one beyond that; text has 3 to 20.
  static let largestRatio = 200

  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private let file: String
  private let limit: Int
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)
  private var taken = 0
  private var hasEnded = true
  /// What was inflated so far.
  private(set) var data = Data()

  /// Begins to inflate what a file holds.
  init(file: String, limit: Int) throws {
    (self.file, self.limit) = (file, limit)
    stream.initialize(to: z_stream())
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(stream, 15 + 32, ZLIB_VERSION, size) == Z_OK else {
      throw CorporaError.brokenArchive(file: file, reason: "zlib could not start")
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Returns whether bytes begin like a gzip member.
  static func isCompressed(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.starts(with: [0x1f, 0x8b])
  }

  /// Inflates the next piece; members may follow one another.
  func take(_ piece: UnsafeRawBufferPointer) throws {
    taken += piece.count
    // zlib declares its input mutable but does not write to it.
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: piece.bindMemory(to: UInt8.self).baseAddress)
    stream.pointee.avail_in = UInt32(piece.count)
    repeat { try inflateChunk() } while stream.pointee.avail_in > 0 || stream.pointee.avail_out == 0
  }

  /// Throws if the last member is not complete.
  func finish() throws {
    guard hasEnded else { throw damaged("it ends too early") }
  }

  private func inflateChunk() throws {
    if hasEnded, stream.pointee.avail_in > 0 { inflateReset(stream) }
    let status = chunk.withUnsafeMutableBufferPointer { buffer in
      stream.pointee.next_out = buffer.baseAddress
      stream.pointee.avail_out = UInt32(buffer.count)
      return inflate(stream, Z_NO_FLUSH)
    }
    guard [Z_OK, Z_STREAM_END, Z_BUF_ERROR].contains(status) else {
      throw damaged("zlib status \(status)")
    }
    hasEnded = status == Z_STREAM_END || (hasEnded && status == Z_BUF_ERROR)
    data.append(contentsOf: chunk.prefix(chunk.count - Int(stream.pointee.avail_out)))
    try checkSize()
  }

  private func checkSize() throws {
    guard data.count <= limit else {
      throw CorporaError.brokenFile(
        file: file, reason: "it inflates to more than the \(limit) bytes that are read at most")
    }
    let consumed = taken - Int(stream.pointee.avail_in)
    guard data.count <= Self.trustedBytes || data.count / Self.largestRatio <= consumed else {
      throw CorporaError.brokenFile(
        file: file,
        reason: "it inflates to more than \(Self.largestRatio) times its size, which no text does; "
          + "inflate it yourself if that is meant")
    }
  }

  private func damaged(_ reason: String) -> CorporaError {
    .brokenArchive(file: file, reason: reason)
  }
}
