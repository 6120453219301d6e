import Foundation
import Glibc

/// A file that comes into being whole: temporary name, sync, rename, sync of the folder.
struct DurableFile {
  private let descriptor: CInt
  private let path: String

  /// The number of values that are converted at a time, which bounds the memory a write takes.
  private static let block = 1 << 20

  /// Creates or replaces a file with what the closure writes; on an error the old one stays.
  static func write(to url: URL, _ fill: (DurableFile) throws -> Void) throws {
    let path = url.path(percentEncoded: false)
    let partial = path + ".partial"
    do {
      try fillAndSync(DurableFile(creating: partial, for: path), fill)
      guard rename(partial, path) == 0 else { throw failure(path) }
    } catch {
      unlink(partial)
      throw error
    }
    try sync(folder: url.deletingLastPathComponent().path(percentEncoded: false), for: path)
  }

  /// Removes a file if it is there.
  static func remove(_ url: URL) throws {
    let path = url.path(percentEncoded: false)
    guard unlink(path) == 0 || errno == ENOENT else { throw failure(path) }
  }

  private init(creating partial: String, for path: String) throws {
    self.path = path
    descriptor = Self.retried { open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644) }
    guard descriptor >= 0 else { throw Self.failure(path) }
  }

  private static func fillAndSync(
    _ file: DurableFile, _ fill: (DurableFile) throws -> Void
  ) throws {
    defer { close(file.descriptor) }
    try fill(file)
    guard retried({ fsync(file.descriptor) }) == 0 else { throw failure(file.path) }
  }

  /// Appends bytes.
  func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { bytes in
      var position = 0
      while position < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[position...])
        let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if written < 0, errno == EINTR { continue }
        guard written > 0 else { throw Self.failure(path) }
        position += written
      }
    }
  }

  /// Appends numbers in a format.
  func write(_ values: [Float], as type: ElementType) throws {
    for start in stride(from: 0, to: values.count, by: Self.block) {
      try write(type.bytes(from: values[start..<min(start + Self.block, values.count)]))
    }
  }

  /// Makes the new name durable.
  private static func sync(folder: String, for path: String) throws {
    let descriptor = retried { open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    guard retried({ fsync(descriptor) }) == 0 else { throw failure(path) }
  }

  /// Makes a call again while a signal interrupts it.
  private static func retried(_ call: () -> CInt) -> CInt {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }

  private static func failure(_ path: String) -> SafetensorsError {
    .unwritable(file: path, reason: String(cString: strerror(errno)))
  }
}
