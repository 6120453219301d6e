package import Foundation
import Glibc

extension Folder {
  /// Makes a folder and those on the way to it, and waits until their names are on the disk.
  ///
  /// The mode is that of the last folder; the umask decides about the others.
  package static func madeDurably(_ url: URL, mode: mode_t? = nil) throws -> Folder {
    let url = url.absoluteURL.standardizedFileURL
    let parent = url.deletingLastPathComponent()
    guard url.pathComponents.count > 1 else { return try Folder(url) }
    let isThere = FileManager.default.fileExists(atPath: parent.path)
    let folder = try isThere ? Folder(parent) : madeDurably(parent)
    // A person may have put a link where the last folder should be.
    let isMade = FileManager.default.fileExists(atPath: url.path)
    let made = try isMade ? Folder(url) : folder.madeFolder(url.lastPathComponent, mode: mode)
    try folder.synchronize()
    return made
  }

  /// Returns a folder in this one, which is made if there is nothing of that name.
  ///
  /// The mode holds whatever the umask says; without one, the umask decides.
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

  /// Makes an empty file; false if there is something of that name already.
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
  /// Bytes and name are on the disk when this returns. They grow under a name that nobody can
  /// foresee: two writers never share it, and no link can lie there.
  package func write(
    _ name: String, mode: mode_t? = nil, _ fill: (PartialFile) throws -> Void
  ) throws {
    let place = try self.place(of: name)
    let partial = ".\(UUID().uuidString).partial"
    let file = try newFile(partial, mode: mode, for: place)
    defer { close(file) }
    do {
      try fill(PartialFile(descriptor: file, path: place))
      _ = try SystemCall.writing(place) { fsync(file) }
      _ = try SystemCall.writing(place) { renameat(descriptor, partial, descriptor, name) }
    } catch {
      unlinkat(descriptor, partial, 0)
      throw error
    }
    _ = try SystemCall.writing(place) { fsync(descriptor) }
  }

  /// Moves what a name stands for to another folder, and waits for its new name.
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

  /// Makes a file that nobody has made before.
  private func newFile(_ name: String, mode: mode_t?, for target: String? = nil) throws -> CInt {
    let place = try self.place(of: name)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = try SystemCall.writing(target ?? place) {
      openat(descriptor, name, flags, mode ?? 0o666)
    }
    // The umask may have taken rights away that the file must have.
    if let mode, fchmod(file, mode) != 0 {
      let failure = SystemCall.failure(target ?? place, errno, isReading: false)
      close(file)
      throw failure
    }
    return file
  }
}
