import Artifacts
import Foundation

/// The checks made on a store after it was disturbed.
struct Examination {
  let home: URL

  /// Returns what is wrong with the store as it lies there; there may be none yet.
  func unsoundness() throws -> [String] {
    let file = home.appending(path: "store.sqlite")
    guard FileManager.default.fileExists(atPath: file.path) else { return [] }
    do {
      return try StoreFacts.open(home).inspect().findings
        .filter { $0.severity == .damage }.map(\.sentence)
    } catch StoreError.noStore {
      // A process that was killed while it made the store leaves a file without a table.
      return []
    } catch {
      return ["The store cannot be opened: \(error)"]
    }
  }

  /// Returns what is wrong with the store as a copy of it shows, so that it stays as it lies.
  ///
  /// The copy has its own database, in which a torn transaction is undone, and its own bytes: a
  /// store follows no links.
  func unsoundnessOfCopy(at copy: URL) throws -> [String] {
    let files = FileManager.default
    try? files.removeItem(at: copy)
    try files.createDirectory(at: copy, withIntermediateDirectories: true)
    for name in ["store.sqlite", "store.sqlite-journal"] {
      let file = home.appending(path: name)
      guard files.fileExists(atPath: file.path) else { continue }
      try files.copyItem(at: file, to: copy.appending(path: name))
    }
    let blobs = home.appending(path: "blobs")
    if files.fileExists(atPath: blobs.path) {
      try files.copyItem(at: blobs, to: copy.appending(path: "blobs"))
    }
    return try Examination(home: copy).unsoundness()
  }

  /// Returns what differs from an undisturbed end.
  func differences(from facts: StoreFacts) -> [String] {
    do {
      return try StoreFacts(home: home).differences(from: facts).prefix(3).map {
        "\($0) differs from the undisturbed run"
      }
    } catch {
      return ["The store cannot be read: \(error)"]
    }
  }

  /// Returns the number of stored files that no row names.
  func bytesWithoutRow() throws -> Int {
    try StoreFacts.open(home).inspect().findings.count { $0.kind == .strayBytes }
  }
}
