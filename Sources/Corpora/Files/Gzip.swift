import CZlib
import Foundation

/// Reads gzip-compressed data.
enum Gzip {
  /// Returns whether the data begins like a gzip member.
  static func isCompressed(_ data: Data) -> Bool {
    data.starts(with: [0x1f, 0x8b])
  }

  /// Returns the decompressed bytes of all members, or throws when they are damaged or cut short.
  static func decompressed(_ data: Data, file: String) throws -> Data {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(&stream, 15 + 32, ZLIB_VERSION, size) == Z_OK else {
      throw CorporaError.brokenArchive(file: file, reason: "zlib could not start")
    }
    defer { inflateEnd(&stream) }
    return try data.withUnsafeBytes { input in
      // zlib declares its input mutable but does not write to it.
      stream.next_in = UnsafeMutablePointer(
        mutating: input.bindMemory(to: UInt8.self).baseAddress)
      stream.avail_in = UInt32(clamping: input.count)
      return try inflated(&stream, file: file)
    }
  }

  private static func inflated(_ stream: inout z_stream, file: String) throws -> Data {
    var result = Data()
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let status = chunk.withUnsafeMutableBufferPointer { buffer in
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(buffer.count)
        return inflate(&stream, Z_NO_FLUSH)
      }
      result.append(contentsOf: chunk.prefix(chunk.count - Int(stream.avail_out)))
      if status == Z_STREAM_END {
        if stream.avail_in == 0 { return result }
        inflateReset(&stream)
      } else if status != Z_OK {
        let reason = status == Z_BUF_ERROR ? "it ends too early" : "zlib status \(status)"
        throw CorporaError.brokenArchive(file: file, reason: reason)
      }
    }
  }
}
