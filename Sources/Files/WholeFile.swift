package import Foundation
import Glibc

/// Reads and writes files whole, or says why not.
///
/// Foundation's `Data.write` begins again at the first byte after a short write, and so spoils
/// all data above 2 GB, which Linux never writes at once; its reading ends at a short read.
package enum WholeFile {
  /// Returns the bytes of a file.
  package static func read(_ url: URL) throws -> Data {
    let path = url.path(percentEncoded: false)
    let descriptor = try retried(path, .fileReadUnknown) { open(path, O_RDONLY | O_CLOEXEC) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path, .fileReadUnknown) }
    // One more than there is: the read that finds the end needs room, too.
    var data = Data(count: max(Int(status.st_size) + 1, 1 << 12))
    var count = 0
    while true {
      if count == data.count { data.append(Data(count: data.count)) }
      let got = try data.withUnsafeMutableBytes { bytes in
        let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[count...])
        return try retried(path, .fileReadUnknown) {
          Glibc.read(descriptor, rest.baseAddress, rest.count)
        }
      }
      guard got > 0 else { return data.prefix(count) }
      count += got
    }
  }

  /// Creates or replaces a file: other programs see the old bytes or all of the new ones.
  package static func write(_ data: Data, to url: URL, mode: mode_t = 0o644) throws {
    try write(to: url, mode: mode) { try $0.append(data) }
  }

  /// Creates or replaces a file with what the closure appends; on an error the old one stays.
  ///
  /// Bytes and name are on the disk when this returns.
  package static func write(
    to url: URL, mode: mode_t = 0o644, _ fill: (PartialFile) throws -> Void
  ) throws {
    let path = url.path(percentEncoded: false)
    let partial = path + ".partial"
    let folder = try opened(url.deletingLastPathComponent(), O_RDONLY | O_DIRECTORY, 0, path)
    defer { close(folder) }
    do {
      let flags = O_WRONLY | O_CREAT | O_TRUNC
      let descriptor = try opened(URL(filePath: partial), flags, mode, path)
      defer { close(descriptor) }
      try fill(PartialFile(descriptor: descriptor, path: path))
      _ = try retried(path, .fileWriteUnknown) { fsync(descriptor) }
      guard rename(partial, path) == 0 else { throw failure(path, .fileWriteUnknown) }
    } catch {
      unlink(partial)
      throw error
    }
    _ = try retried(path, .fileWriteUnknown) { fsync(folder) }
  }

  /// Opens a file or folder on the way to writing a path, which errors name.
  private static func opened(
    _ url: URL, _ flags: CInt, _ mode: mode_t, _ path: String
  ) throws -> CInt {
    let name = url.path(percentEncoded: false)
    return try retried(path, .fileWriteUnknown) { open(name, flags | O_CLOEXEC, mode) }
  }

  /// Removes a file if it is there.
  package static func remove(_ url: URL) throws {
    let path = url.path(percentEncoded: false)
    guard unlink(path) == 0 || errno == ENOENT else { throw failure(path, .fileWriteUnknown) }
  }

  /// Makes a call again while a signal interrupts it, and throws if it fails.
  static func retried<Result: SignedInteger>(
    _ path: String, _ code: CocoaError.Code, _ call: () -> Result
  ) throws -> Result {
    while true {
      let result = call()
      if result >= 0 { return result }
      guard errno == EINTR else { throw failure(path, code) }
    }
  }

  /// Returns the error of the last call, in Foundation's form but with the reason in words.
  private static func failure(_ path: String, _ code: CocoaError.Code) -> CocoaError {
    let number = errno
    let isReading = code == .fileReadUnknown
    let code: CocoaError.Code =
      switch (number, isReading) {
      case (ENOENT, true): .fileReadNoSuchFile
      case (ENOSPC, false), (EDQUOT, false): .fileWriteOutOfSpace
      default: code
      }
    let reason = String(cString: strerror(number))
    return CocoaError(
      code,
      userInfo: [
        NSLocalizedDescriptionKey: "\(path) cannot be \(isReading ? "read" : "written") "
          + "(\(reason)); check the path, its permissions and the disk.",
        NSUnderlyingErrorKey: NSError(domain: NSPOSIXErrorDomain, code: Int(number)),
      ])
  }
}
