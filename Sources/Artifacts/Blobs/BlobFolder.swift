import Files
import Foundation
import Glibc
import Logging
import Synchronization

/// The bytes of the store: files named by their hash.
///
/// Only a validated digest leads to a file, and only a plain file counts as one: a link or anything
/// else in its place is never followed, changed or removed.
final class BlobFolder: Sendable {
  private let home: Folder
  private let url: URL
  private let logger: Logger
  /// The blobs whose hash this process has checked.
  private let verified = Mutex<Set<BlobDigest>>([])
  /// Whether bytes are hashed at every use, not only at the first.
  private let isParanoid: Bool

  /// Opens the folder; it is created only in a store that may be written.
  init(
    home: Folder, at url: URL, makes: Bool, isParanoid: Bool = false, logger: Logger
  ) throws {
    self.home = home
    self.url = url.appending(path: "blobs")
    self.isParanoid = isParanoid
    self.logger = logger
    guard makes else { return }
    let blobs = try folder() ?? home.madeFolder("blobs", mode: 0o700)
    // A killed process may have made these folders without syncing their names; sync them now,
    // since later writes take an existing folder for durable.
    try home.synchronizeUnlessReadOnly()
    try blobs.synchronizeUnlessReadOnly()
  }

  /// Returns where the bytes with a hash are, or would be.
  func url(_ digest: BlobDigest) -> URL {
    url.appending(path: "\(Self.part(digest))/\(digest.hexadecimal)")
  }

  /// Makes a finished file ready to be adopted, and returns its hash and size.
  func prepare(_ name: String, in folder: Folder) throws -> (sha256: BlobDigest, bytes: Int) {
    guard let file = try folder.file(name) else {
      throw StoreError.notAPlainFile(path: "\(folder.path)/\(name)")
    }
    let (digest, bytes) = try SHA256Text.of(file)
    // Mode and bytes are durable before the rename, and the rename before any row names the hash:
    // after a power cut a name always leads to complete bytes.
    try file.setMode(Self.mode)
    try file.synchronize()
    return (digest, bytes)
  }

  /// Moves a file that is ready into the store, durably.
  func adopt(_ name: String, in folder: Folder, as digest: BlobDigest) throws {
    // An existing file of this name is replaced: its bytes may have rotted, these were just hashed.
    try folder.move(name, to: place(of: digest), as: digest.hexadecimal)
    verified.withLock { _ = $0.insert(digest) }
  }

  /// Copies bytes from another store; false if they do not match their hash.
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

  /// Returns what is in the place of the bytes, or nil if there is nothing.
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

  /// Returns whether the bytes are present and correct; corrupt ones are quarantined.
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

  /// Moves corrupt bytes into quarantine.
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

  /// Makes the file of a hash read-only, and unreadable to all but the owner.
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

  /// Returns the folder for the bytes with a hash, created durably if needed.
  private func place(of digest: BlobDigest) throws -> Folder {
    let blobs = try folder() ?? home.madeFolder("blobs", mode: 0o700)
    if let folder = try blobs.folder(Self.part(digest)) { return folder }
    let folder = try blobs.madeFolder(Self.part(digest), mode: 0o700)
    // A file is only as durable as the names of the folders that lead to it.
    try blobs.synchronize()
    return folder
  }
}
