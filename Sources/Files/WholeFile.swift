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
    var data = Data(count: max(Int(status.st_size), 1 << 12))
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
  package static func write(_ data: Data, to url: URL) throws {
    try write(to: url) { try $0.append(data) }
  }

  /// Creates or replaces a file with what the closure appends; on an error the old one stays.
  ///
  /// Bytes and name are on the disk when this returns.
  package static func write(to url: URL, _ fill: (PartialFile) throws -> Void) throws {
    let path = url.path(percentEncoded: false)
    let partial = path + ".partial"
    do {
      let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC
      let descriptor = try retried(path, .fileWriteUnknown) { open(partial, flags, 0o644) }
      defer { close(descriptor) }
      try fill(PartialFile(descriptor: descriptor, path: path))
      _ = try retried(path, .fileWriteUnknown) { fsync(descriptor) }
      guard rename(partial, path) == 0 else { throw failure(path, .fileWriteUnknown) }
    } catch {
      unlink(partial)
      throw error
    }
    try synchronize(folder: url.deletingLastPathComponent().path(percentEncoded: false))
  }

  /// Removes a file if it is there.
  package static func remove(_ url: URL) throws {
    let path = url.path(percentEncoded: false)
    guard unlink(path) == 0 || errno == ENOENT else { throw failure(path, .fileWriteUnknown) }
  }

  private static func synchronize(folder: String) throws {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
    let descriptor = try retried(folder, .fileWriteUnknown) { open(folder, flags) }
    defer { close(descriptor) }
    _ = try retried(folder, .fileWriteUnknown) { fsync(descriptor) }
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
