import Artifacts
import Foundation

/// The questions that are put to a store after it was disturbed.
struct Examination {
  let home: URL

  /// Returns what is wrong with the store as it lies there; there may be none yet.
  func unsoundness() throws -> [String] {
    let file = home.appending(path: "store.sqlite")
    guard FileManager.default.fileExists(atPath: file.path) else { return [] }
    do {
      return try StoreFacts.open(home).contradictions()
    } catch {
      return ["The store cannot be opened: \(error)"]
    }
  }

  /// Returns what is wrong with the store as a copy of it shows, so that it stays as it lies.
  func unsoundnessOfCopy(at copy: URL) throws -> [String] {
    guard FileManager.default.fileExists(atPath: home.path) else { return [] }
    try? FileManager.default.removeItem(at: copy)
    try FileManager.default.copyItem(at: home, to: copy)
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
    try StoreFacts.open(home).bytesWithoutRow().count
  }
}
