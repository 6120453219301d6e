import Files
import Foundation
import Glibc
import Logging
import Synchronization

/// The bytes of the store: files named by their hash, and the places where they are made.
///
/// Only a checked digest leads to a file, and only a plain file counts as one: a link or anything
/// else that lies in its place is never followed, changed or removed.
final class BlobFolder: Sendable {
  private let home: Folder
  private let url: URL
  private let logger: Logger
  /// The blobs whose hash this process has checked.
  private let verified = Mutex<Set<BlobDigest>>([])
  /// Whether bytes are hashed at every use and not at the first one alone.
  private let isParanoid: Bool

  /// Opens the folder; only a store that may be written gets one made.
  init(
    home: Folder, at url: URL, makes: Bool, isParanoid: Bool = false, logger: Logger
  ) throws {
    self.home = home
    self.url = url.appending(path: "blobs")
    self.isParanoid = isParanoid
    self.logger = logger
    guard makes else { return }
    let blobs = try folder() ?? home.madeFolder("blobs", mode: 0o700)
    // A killed process may have left a folder in it whose name is not on disk yet.
    try home.synchronizeUnlessReadOnly()
    try blobs.synchronizeUnlessReadOnly()
  }

  /// Returns where the bytes with a hash lie, or would lie.
  func url(_ digest: BlobDigest) -> URL {
    url.appending(path: "\(Self.part(digest))/\(digest.hexadecimal)")
  }

  /// Moves a finished file into the store, durably, and returns its hash and size.
  func adopt(_ name: String, in folder: Folder) throws -> (sha256: BlobDigest, bytes: Int) {
    guard let file = try folder.file(name) else {
      throw StoreError.notAPlainFile(path: "\(folder.path)/\(name)")
    }
    let (digest, bytes) = try SHA256Text.of(file)
    try file.setMode(Self.mode)
    try file.synchronize()
    // An older file of this name is replaced: its bytes may have rotted, these have not.
    try folder.move(name, to: place(of: digest), as: digest.hexadecimal)
    verified.withLock { _ = $0.insert(digest) }
    return (digest, bytes)
  }

  /// Copies bytes of another store; false if they are not what their hash says.
  func copy(_ file: PlainFile, as digest: BlobDigest) throws -> Bool {
    struct OtherBytes: Error {}
    do {
      try place(of: digest).write(digest.hexadecimal, mode: Self.mode) { copy in
        let found = try SHA256Text.of(file) { try copy.append($0) }
        guard found.digest == digest else { throw OtherBytes() }
      }
      return true
    } catch is OtherBytes {
      return false
    }
  }

  /// Returns what lies where bytes belong, or nil if there is nothing.
  func status(_ digest: BlobDigest) throws -> FileStatus? {
    try subfolder(digest)?.status(of: digest.hexadecimal)
  }

  /// Returns the size of the bytes, or nil if there is no plain file for them.
  func size(_ digest: BlobDigest) throws -> Int? {
    try status(digest).flatMap { $0.kind == .file ? $0.bytes : nil }
  }

  /// Returns the file of a hash, or nil if there is none.
  func file(_ digest: BlobDigest) throws -> PlainFile? {
    try subfolder(digest)?.file(digest.hexadecimal)
  }

  /// Returns whether the bytes are present and right; wrong ones are moved aside.
  func verify(_ digest: BlobDigest, bytes: Int) throws -> Bool {
    guard let size = try size(digest) else { return false }
    if size == bytes {
      if !isParanoid, verified.withLock({ $0.contains(digest) }) { return true }
      if let file = try file(digest), try SHA256Text.of(file).digest == digest {
        verified.withLock { _ = $0.insert(digest) }
        return true
      }
    }
    try setAside(digest)
    return false
  }

  /// Removes the bytes with a hash; returns how many there were, or nil if they were gone.
  @discardableResult
  func remove(_ digest: BlobDigest) throws -> Int? {
    verified.withLock { _ = $0.remove(digest) }
    guard let size = try size(digest), try subfolder(digest)?.remove(digest.hexadecimal) == true
    else { return nil }
    return size
  }

  /// Moves bytes that are not what they were out of the way, and keeps them.
  func setAside(_ digest: BlobDigest) throws {
    verified.withLock { _ = $0.remove(digest) }
    guard let folder = try subfolder(digest) else { return }
    let quarantine = try home.madeFolder("quarantine", mode: 0o700)
    var name = digest.hexadecimal
    var copy = 1
    while try quarantine.status(of: name) != nil {
      copy += 1
      name = "\(digest.hexadecimal).\(copy)"
    }
    try folder.move(digest.hexadecimal, to: quarantine, as: name)
    logger.debug(
      "stored bytes were damaged and set aside",
      metadata: ["blob": "\(digest)", "quarantine": "\(quarantine.path)/\(name)"])
  }

  /// Takes away the right to write the file of a hash, and to read it from all but the owner.
  func protect(_ digest: BlobDigest) throws {
    try file(digest)?.setMode(Self.mode)
  }

  /// The folder of all bytes, if there is one.
  func folder() throws -> Folder? { try home.folder("blobs") }

  /// The permissions of bytes, which never change.
  private static let mode: mode_t = 0o400

  private static func part(_ digest: BlobDigest) -> String { String(digest.hexadecimal.prefix(2)) }

  private func subfolder(_ digest: BlobDigest) throws -> Folder? {
    try folder()?.folder(Self.part(digest))
  }

  /// Returns the folder for the bytes with a hash, which is made and on the disk.
  private func place(of digest: BlobDigest) throws -> Folder {
    let blobs = try folder() ?? home.madeFolder("blobs", mode: 0o700)
    if let folder = try blobs.folder(Self.part(digest)) { return folder }
    let folder = try blobs.madeFolder(Self.part(digest), mode: 0o700)
    try blobs.synchronize()
    return folder
  }
}
