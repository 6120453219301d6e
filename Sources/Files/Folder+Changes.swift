package import Foundation
import Glibc

extension Folder {
  /// Creates a folder and its missing parents, and waits until their names are durable.
  ///
  /// The mode applies to the last folder; the others follow the umask.
  package static func madeDurably(_ url: URL, mode: mode_t? = nil) throws -> Folder {
    let url = url.absoluteURL.standardizedFileURL
    let parent = url.deletingLastPathComponent()
    guard url.pathComponents.count > 1 else { return try Folder(url) }
    let isThere = FileManager.default.fileExists(atPath: parent.path)
    let folder = try isThere ? Folder(parent) : madeDurably(parent)
    // The user may have put a link where the last folder should be.
    let isMade = FileManager.default.fileExists(atPath: url.path)
    let made = try isMade ? Folder(url) : folder.madeFolder(url.lastPathComponent, mode: mode)
    try folder.synchronize()
    return made
  }

  /// Returns a folder in this one, created if nothing has that name.
  ///
  /// A given mode overrides the umask; without one, the umask decides.
  package func madeFolder(_ name: String, mode: mode_t? = nil) throws -> Folder {
    let place = try self.place(of: name)
    let isNew = mkdirat(descriptor, name, mode ?? 0o777) == 0
    guard isNew || errno == EEXIST else {
      throw SystemCall.failure(place, errno, isReading: false)
    }
    guard let folder = try folder(name) else {
      throw SystemCall.failure(place, ENOENT, isReading: false)
    }
    if isNew, let mode { try folder.setMode(mode) }
    return folder
  }

  /// Sets the permissions of the folder itself, unless they are so already.
  package func setMode(_ mode: mode_t) throws {
    guard try status().mode != mode else { return }
    _ = try SystemCall.writing(path) { fchmod(descriptor, mode) }
  }

  /// Creates an empty file; false if something has that name already.
  package func makeFile(_ name: String, mode: mode_t) throws -> Bool {
    do {
      close(try newFile(name, mode: mode))
      return true
    } catch let error as CocoaError where error.systemNumber == EEXIST {
      return false
    }
  }

  /// Creates or replaces a file with what the closure appends; on an error the old one stays.
  ///
  /// Bytes and name are durable when this returns. The bytes are written under an unpredictable
  /// name: two writers never share it, and nobody can plant a link there.
  package func write(
    _ name: String, mode: mode_t? = nil, _ fill: (PartialFile) throws -> Void
  ) throws {
    let place = try self.place(of: name)
    let partial = ".\(UUID().uuidString).partial"
    let file = try newFile(partial, mode: mode, for: place)
    defer { close(file) }
    do {
      try fill(PartialFile(descriptor: file, path: place))
      // fsync before rename: after a power cut the name leads to all of the old bytes or to all
      // of the new ones. The fsync of the folder below makes the new name itself durable.
      _ = try SystemCall.writing(place) { fsync(file) }
      _ = try SystemCall.writing(place) { renameat(descriptor, partial, descriptor, name) }
    } catch {
      unlinkat(descriptor, partial, 0)
      throw error
    }
    _ = try SystemCall.writing(place) { fsync(descriptor) }
  }

  /// Moves an entry to another folder, and waits until its new name is durable.
  package func move(_ name: String, to other: Folder, as newName: String) throws {
    _ = try self.place(of: name)
    let target = try other.place(of: newName)
    _ = try SystemCall.writing(target) {
      renameat(descriptor, name, other.descriptor, newName)
    }
    try other.synchronize()
  }

  /// Removes a file or link; returns whether there was one.
  @discardableResult
  package func remove(_ name: String) throws -> Bool {
    let place = try self.place(of: name)
    if unlinkat(descriptor, name, 0) == 0 { return true }
    guard errno == ENOENT else { throw SystemCall.failure(place, errno, isReading: false) }
    return false
  }

  /// Creates a file that did not exist before.
  private func newFile(_ name: String, mode: mode_t?, for target: String? = nil) throws -> CInt {
    let place = try self.place(of: name)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = try SystemCall.writing(target ?? place) {
      openat(descriptor, name, flags, mode ?? 0o666)
    }
    // The umask may have removed permissions that the file must have.
    if let mode, fchmod(file, mode) != 0 {
      let failure = SystemCall.failure(target ?? place, errno, isReading: false)
      close(file)
      throw failure
    }
    return file
  }
}
