package import Foundation
import Glibc

/// An open folder: names are resolved only inside it, and links are never followed.
///
/// The path to the folder itself may lead through links, where the user has put them.
package final class Folder: Sendable {
  let descriptor: CInt
  /// Where it was found, for messages.
  package let path: String

  /// Opens a folder.
  package convenience init(_ url: URL) throws {
    let path = url.path(percentEncoded: false)
    let descriptor = try SystemCall.reading(path) { open(path, Self.flags) }
    self.init(descriptor, path: path)
  }

  init(_ descriptor: CInt, path: String) {
    self.descriptor = descriptor
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  deinit { close(descriptor) }

  static let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC

  /// Returns a folder in this one, or nil if there is nothing of that name.
  package func folder(_ name: String) throws -> Folder? {
    let place = try self.place(of: name)
    guard let status = try status(of: name) else { return nil }
    guard status.kind == .folder else { throw SystemCall.foreign(place, wanted: "folder") }
    return try opened(name, Self.flags).map { Folder($0, path: place) }
  }

  /// Returns a file in this folder, or nil if there is nothing of that name.
  package func file(_ name: String) throws -> PlainFile? {
    let place = try self.place(of: name)
    guard let status = try status(of: name) else { return nil }
    guard status.kind == .file else { throw SystemCall.foreign(place, wanted: "plain file") }
    return try opened(name, PlainFile.flags).map { try PlainFile($0, path: place) }
  }

  /// Opens what a name stands for; nil if it has gone meanwhile.
  private func opened(_ name: String, _ flags: CInt) throws -> CInt? {
    do {
      return try SystemCall.reading(place(of: name)) {
        openat(descriptor, name, flags | O_NOFOLLOW)
      }
    } catch CocoaError.fileReadNoSuchFile {
      return nil
    }
  }

  /// Returns what a name stands for, or nil if there is nothing of that name.
  package func status(of name: String) throws -> FileStatus? {
    let place = try self.place(of: name)
    var found = stat()
    guard fstatat(descriptor, name, &found, AT_SYMLINK_NOFOLLOW) != 0 else {
      return FileStatus(found)
    }
    if errno == ENOENT { return nil }
    throw SystemCall.failure(place, errno, isReading: true)
  }

  /// What the folder itself is.
  package func status() throws -> FileStatus {
    var found = stat()
    _ = try SystemCall.reading(path) { fstat(descriptor, &found) }
    return FileStatus(found)
  }

  /// The names in a folder: those in UTF-8, and the others with their bytes spelled out.
  package struct Names: Sendable {
    /// The names by which something can be asked for, in the order of their bytes.
    package var usable: [String] = []
    /// The names that are not UTF-8, for messages.
    package var unusable: [String] = []
  }

  /// Returns the names of all that lies in the folder.
  package func names() throws -> Names {
    let own = try SystemCall.reading(path) { openat(descriptor, ".", Self.flags) }
    guard let stream = fdopendir(own) else {
      close(own)
      throw SystemCall.failure(path, errno, isReading: true)
    }
    defer { closedir(stream) }
    var names = Names()
    while let entry = readdir(stream) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      guard let name = String(validating: bytes, as: UTF8.self) else {
        names.unusable.append(Self.spelled(bytes))
        continue
      }
      if name != "." && name != ".." { names.usable.append(name) }
    }
    names.usable.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    names.unusable.sort()
    return names
  }

  /// Waits until the names in the folder are durable.
  package func synchronize() throws {
    _ = try SystemCall.writing(path) { fsync(descriptor) }
  }

  /// Waits for the names, unless the file system is read-only.
  package func synchronizeUnlessReadOnly() throws {
    do { try synchronize() } catch let error as CocoaError where error.systemNumber == EROFS {}
  }

  /// Locks the folder for this process while it is open; false if another process has it.
  package func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

  /// Returns the path of a name; one that leads out of the folder is refused.
  func place(of name: String) throws -> String {
    let bytes = name.utf8
    guard !bytes.isEmpty, name != ".", name != "..", !bytes.contains(UInt8(ascii: "/")),
      !bytes.contains(0)
    else { throw SystemCall.failure("\(path)/\(name)", EINVAL, isReading: true) }
    return path == "/" ? "/\(name)" : "\(path)/\(name)"
  }

  private static func spelled(_ bytes: [UInt8]) -> String {
    bytes.reduce(into: "") { text, byte in
      let isPlain = (0x20...0x7E).contains(byte)
      text += isPlain ? String(UnicodeScalar(byte)) : "\\x" + String(byte, radix: 16)
    }
  }
}
