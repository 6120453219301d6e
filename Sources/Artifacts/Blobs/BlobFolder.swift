import Foundation
import Glibc
import Logging
import Synchronization

/// The bytes of the store: files named by their hash, and the places where they are made.
final class BlobFolder: Sendable {
  private let blobs: URL
  private let quarantine: URL
  private let logger: Logger
  /// The blobs whose hash this process has checked.
  private let verified = Mutex<Set<String>>([])
  /// Whether bytes are hashed at every use and not at the first one alone.
  private let isParanoid: Bool

  init(home: URL, isParanoid: Bool = false, logger: Logger) throws {
    self.isParanoid = isParanoid
    self.blobs = home.appending(path: "blobs")
    self.quarantine = home.appending(path: "quarantine")
    self.logger = logger
    try DurableFile.createFolder(blobs)
    try DurableFile.synchronize(home)
    // A killed process may have left a folder in it whose name is not on disk yet.
    try DurableFile.synchronize(blobs)
  }

  /// Returns where the bytes with a hash lie, or would lie.
  func url(_ sha256: String) -> URL {
    blobs.appending(path: "\(sha256.prefix(2))/\(sha256)")
  }

  /// Moves a finished file into the store, durably, and returns its hash and size.
  func adopt(_ file: URL) throws -> (sha256: String, bytes: Int) {
    let (sha256, bytes) = try SHA256Text.ofFile(file)
    _ = chmod(file.path, 0o444)
    try DurableFile.synchronize(file)
    let target = url(sha256)
    let folder = target.deletingLastPathComponent()
    if !FileManager.default.fileExists(atPath: folder.path) {
      try DurableFile.createFolder(folder)
      try DurableFile.synchronize(blobs)
    }
    // An older file of this name is replaced: its bytes may have rotted, these have not.
    try DurableFile.rename(file, to: target)
    verified.withLock { _ = $0.insert(sha256) }
    return (sha256, bytes)
  }

  /// Returns whether there is a file for a hash.
  func exists(_ sha256: String) -> Bool { size(of: url(sha256)) != nil }

  /// Returns whether a file of the right size is present.
  func isPresent(_ sha256: String, bytes: Int) -> Bool {
    size(of: url(sha256)) == bytes
  }

  /// Returns whether the bytes are present and right; wrong ones are moved aside.
  func verify(_ sha256: String, bytes: Int) throws -> Bool {
    let file = url(sha256)
    guard let size = size(of: file) else { return false }
    if size == bytes {
      if !isParanoid, verified.withLock({ $0.contains(sha256) }) { return true }
      if try SHA256Text.ofFile(file).sha256 == sha256 {
        verified.withLock { _ = $0.insert(sha256) }
        return true
      }
    }
    try setAside(file, sha256)
    return false
  }

  /// Removes the bytes with a hash; returns how many there were, or nil if they were gone.
  @discardableResult
  func remove(_ sha256: String) throws -> Int? {
    verified.withLock { _ = $0.remove(sha256) }
    let file = url(sha256)
    let size = size(of: file)
    try DurableFile.remove(file)
    return size
  }

  /// Everything that lies in the folder, as paths below it, sorted.
  func files() throws -> [String] {
    do {
      return try FileManager.default.subpathsOfDirectory(atPath: blobs.path)
        .filter { $0.count != 2 }.sorted()
    } catch {
      throw DurableFile.failure("cannot read", blobs, StoreError.systemCode(of: error))
    }
  }

  /// Returns the hash that a path of the folder stands for, if it is where that hash belongs.
  static func hash(of path: String) -> String? {
    let parts = path.split(separator: "/").map(String.init)
    guard parts.count == 2, SHA256Text.isValid(parts[1]), parts[1].hasPrefix(parts[0]) else {
      return nil
    }
    return parts[1]
  }

  /// Returns when a file last changed, in seconds since 1970, or nil if it is not there.
  func changed(_ sha256: String) -> Double? {
    var status = stat()
    guard stat(url(sha256).path, &status) == 0 else { return nil }
    return Double(status.st_mtim.tv_sec)
  }

  func setAside(_ file: URL, _ sha256: String) throws {
    verified.withLock { _ = $0.remove(sha256) }
    try DurableFile.createFolder(quarantine)
    var target = quarantine.appending(path: sha256)
    var copy = 1
    while FileManager.default.fileExists(atPath: target.path) {
      copy += 1
      target = quarantine.appending(path: "\(sha256).\(copy)")
    }
    try DurableFile.rename(file, to: target)
    logger.debug(
      "stored bytes were damaged and set aside",
      metadata: ["blob": "\(sha256)", "quarantine": "\(target.path)"])
  }

  func size(of file: URL) -> Int? {
    var status = stat()
    guard stat(file.path, &status) == 0 else { return nil }
    return Int(status.st_size)
  }
}
