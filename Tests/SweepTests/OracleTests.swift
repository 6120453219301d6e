import Artifacts
import Foundation
import Testing

@testable import Sweeps

/// The oracle sees what it is there to see.
@Suite(.enabled(if: Products.areBuilt, "build the products llamero and Faults first"))
struct OracleTests {
  /// A store in which every stage but the last has finished.
  let home: URL
  let scratch: URL

  init() throws {
    scratch = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.copyItem(at: Products.scene("evaluation").before, to: scratch)
    home = scratch.appending(path: "home")
  }

  @Test func aSoundStoreHasNoContradictions() throws {
    #expect(try Examination(home: home).unsoundness() == [])
    try FileManager.default.removeItem(at: scratch)
  }

  @Test func aFlippedBitIsFound() throws {
    let blob = try aBlob()
    var bytes = try Data(contentsOf: blob)
    bytes[bytes.count / 2] ^= 1
    try FileManager.default.removeItem(at: blob)
    try bytes.write(to: blob)
    try expectOneContradiction("bytes of \(blob.lastPathComponent.prefix(12)) do not match")
  }

  @Test func missingBytesAreFound() throws {
    let blob = try aBlob()
    try FileManager.default.removeItem(at: blob)
    try expectOneContradiction("bytes of \(blob.lastPathComponent.prefix(12)) are missing")
  }

  @Test func bytesWithoutARowAreCounted() throws {
    let name = String(repeating: "0", count: 64)
    let folder = home.appending(path: "blobs/00")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data([1]).write(to: folder.appending(path: name))
    #expect(try Examination(home: home).bytesWithoutRow() == 1)
    try FileManager.default.removeItem(at: scratch)
  }

  @Test func anotherEndDiffers() throws {
    let end = try Products.scene("evaluation").facts
    let differences = Examination(home: home).differences(from: end)
    #expect(differences.contains { $0.contains("evaluation") }, "\(differences)")
    let same = Examination(home: home).differences(from: try Products.scene("chat").facts)
    #expect(same == [])
    try FileManager.default.removeItem(at: scratch)
  }

  private func aBlob() throws -> URL {
    let blobs = home.appending(path: "blobs")
    let names = try #require(FileManager.default.subpaths(atPath: blobs.path))
    let name = try #require(names.sorted().first { $0.count > 64 })
    return blobs.appending(path: name)
  }

  private func expectOneContradiction(_ part: String) throws {
    let found = try Examination(home: home).unsoundness()
    #expect(found.count == 1)
    #expect(found.first?.contains(part) == true, "\(found)")
    try FileManager.default.removeItem(at: scratch)
  }
}
