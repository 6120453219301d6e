package import Foundation
import Glibc

/// Reads and writes files whole, or says why not.
///
/// Foundation's `Data.write` restarts at the first byte after a short write, and so corrupts all
/// data above 2 GB, which Linux never writes at once; its reading stops at a short read.
package enum WholeFile {
  /// Returns the bytes of a file.
  package static func read(_ url: URL) throws -> Data {
    let path = url.path(percentEncoded: false)
    let descriptor = try SystemCall.reading(path) { open(path, O_RDONLY | O_CLOEXEC) }
    defer { close(descriptor) }
    var status = stat()
    _ = try SystemCall.reading(path) { fstat(descriptor, &status) }
    // One byte more than the size: the read that finds the end needs room, too.
    var data = Data(count: max(Int(status.st_size) + 1, 1 << 12))
    var count = 0
    while true {
      if count == data.count { data.append(Data(count: data.count)) }
      let got = try data.withUnsafeMutableBytes { bytes in
        let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[count...])
        return try SystemCall.reading(path) { Glibc.read(descriptor, rest.baseAddress, rest.count) }
      }
      guard got > 0 else { return data.prefix(count) }
      count += got
    }
  }

  /// Creates or replaces a file: other programs see the old bytes or all of the new ones.
  package static func write(_ data: Data, to url: URL, mode: mode_t? = nil) throws {
    try write(to: url, mode: mode) { try $0.append(data) }
  }

  /// Creates or replaces a file with what the closure appends; on an error the old one stays.
  ///
  /// Bytes and name are durable when this returns. Without a mode, the umask decides.
  package static func write(
    to url: URL, mode: mode_t? = nil, _ fill: (PartialFile) throws -> Void
  ) throws {
    let path = url.path(percentEncoded: false)
    let parent = url.deletingLastPathComponent().path(percentEncoded: false)
    let folder = Folder(
      try SystemCall.writing(path) { open(parent, Folder.flags) }, path: parent)
    try folder.write(url.lastPathComponent, mode: mode, fill)
  }

  /// Removes a file if it is there.
  package static func remove(_ url: URL) throws {
    let path = url.path(percentEncoded: false)
    guard unlink(path) == 0 || errno == ENOENT else {
      throw SystemCall.failure(path, errno, isReading: false)
    }
  }
}
