import Foundation
import Glibc

/// File operations that are on disk when they return, with errors that name the path.
enum DurableFile {
  /// Creates a folder and its parents.
  static func createFolder(_ url: URL) throws {
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw failure("cannot create", url, StoreError.systemCode(of: error))
    }
  }

  /// Creates a folder and its parents, and waits until their names are on disk.
  static func createDurableFolder(_ url: URL) throws {
    let folder = url.absoluteURL.standardizedFileURL
    let parent = folder.deletingLastPathComponent()
    if !FileManager.default.fileExists(atPath: parent.path) { try createDurableFolder(parent) }
    try createFolder(folder)
    try synchronize(parent)
  }

  /// Waits until the bytes of a file, or the names in a folder, are on disk.
  static func synchronize(_ url: URL) throws {
    let descriptor = retried { open(url.path, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw failure("cannot open", url, errno) }
    defer { close(descriptor) }
    guard retried({ fsync(descriptor) }) == 0 else { throw failure("cannot write", url, errno) }
  }

  /// Makes a call again while a signal interrupts it.
  static func retried(_ call: () -> Int32) -> Int32 {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }

  /// Moves a file whose bytes are on disk to its final name, and waits for the name.
  static func rename(_ source: URL, to target: URL) throws {
    guard Glibc.rename(source.path, target.path) == 0 else {
      throw failure("cannot rename", target, errno)
    }
    try synchronize(target.deletingLastPathComponent())
  }

  /// Copies a file through a temporary name beside its target.
  static func copy(_ source: URL, to target: URL) throws {
    let temporary = target.deletingLastPathComponent()
      .appending(path: ".\(target.lastPathComponent).partial")
    try? FileManager.default.removeItem(at: temporary)
    do {
      try FileManager.default.copyItem(at: source, to: temporary)
    } catch {
      try? FileManager.default.removeItem(at: temporary)
      throw failure("cannot copy to", target, StoreError.systemCode(of: error))
    }
    _ = chmod(temporary.path, 0o644)
    try synchronize(temporary)
    try rename(temporary, to: target)
  }

  /// Takes away everyone's right to write a file.
  static func protect(_ url: URL) throws {
    guard chmod(url.path, 0o444) == 0 else { throw failure("cannot protect", url, errno) }
  }

  /// Removes a file or folder; that it is already gone is no error.
  static func remove(_ url: URL) throws {
    guard FileManager.default.fileExists(atPath: url.path) else { return }
    do {
      try FileManager.default.removeItem(at: url)
    } catch {
      throw failure("cannot remove", url, StoreError.systemCode(of: error))
    }
  }

  /// Returns the error for a system call that failed.
  static func failure(_ action: String, _ url: URL, _ code: Int32) -> StoreError {
    code == ENOSPC || code == EDQUOT
      ? .diskFull(path: url.path) : .system(action, url.path, code)
  }
}
