import Foundation
import Testing

@testable import Sweeps

/// What survives a power cut on the simulated disk.
struct DiskModelTests {
  /// A disk with the one file home/a, which holds 1,500 letters x.
  static func disk() throws -> DiskImage {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let home = folder.appending(path: "home")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    try Data(repeating: UInt8(ascii: "x"), count: 1_500).write(to: home.appending(path: "a"))
    return try DiskImage(contentsOf: folder)
  }

  static func text(_ disk: DiskImage, _ path: String) -> String? {
    disk.node(at: path).flatMap { disk.files[$0] }.map { String(decoding: $0, as: UTF8.self) }
  }

  static func model(_ events: [TraceEvent]) throws -> DiskModel {
    var model = DiskModel(try disk())
    for event in events { try model.take(event) }
    return model
  }

  static let opened = TraceEvent.open(handle: 1, isNew: true, isCut: false, path: "home/b")
  static let written = TraceEvent.write(handle: 1, offset: 0, bytes: Array("new".utf8))
  static let folder = TraceEvent.open(handle: 2, isNew: false, isCut: false, path: "home")

  @Test func bytesAndNameOfANewFileNeedASyncEach() throws {
    let none = try Self.model([Self.opened, Self.written, .sync(handle: 1)])
    #expect(Self.text(none.durable, "home/b") == nil)
    #expect(Self.text(none.present, "home/b") == "new")
    let name = try Self.model([Self.opened, Self.written, Self.folder, .sync(handle: 2)])
    #expect(Self.text(name.durable, "home/b") == "")
    let both = try Self.model(
      [Self.opened, Self.written, .sync(handle: 1), Self.folder, .sync(handle: 2)])
    #expect(Self.text(both.durable, "home/b") == "new")
    #expect(both.pending.isEmpty)
  }

  @Test func aSyncThatIsIgnoredKeepsNothing() throws {
    var model = DiskModel(try Self.disk())
    model.ignored = [.files]
    for event in [Self.opened, Self.written, .sync(handle: 1), Self.folder, .sync(handle: 2)] {
      try model.take(event)
    }
    #expect(Self.text(model.durable, "home/b") == "")
  }

  @Test func aRenameIsAllOrNothing() throws {
    let events: [TraceEvent] = [
      Self.opened, Self.written, .sync(handle: 1), Self.folder, .sync(handle: 2),
      .rename(from: "home/b", to: "home/a"),
    ]
    let disks = PowerCut(model: try Self.model(events), seed: 1).disks
    let found = Set(disks.map { [Self.text($0, "home/a")?.count, Self.text($0, "home/b")?.count] })
    #expect(found == [[1_500, 3], [3, nil]])
  }

  @Test func aWriteTearsBetweenSectors() throws {
    let bytes = [UInt8](repeating: UInt8(ascii: "y"), count: 1_200)
    let events: [TraceEvent] = [
      .open(handle: 1, isNew: false, isCut: false, path: "home/a"),
      .write(handle: 1, offset: 100, bytes: bytes),
    ]
    let disks = PowerCut(model: try Self.model(events), seed: 1).disks
    let lengths = Set(
      disks.map { disk in
        Self.text(disk, "home/a")?.filter { $0 == "y" }.count ?? -1
      })
    #expect(lengths.isSubset(of: [0, 412, 924, 1_200]))
    #expect(lengths.count > 2)
  }

  @Test func aLostWriteBeforeAKeptOneLeavesZeros() throws {
    let later = TraceEvent.write(handle: 1, offset: 3, bytes: Array("er".utf8))
    let model = try Self.model(
      [Self.opened, Self.folder, .sync(handle: 2), Self.written, later])
    let texts = PowerCut(model: model, seed: 1).disks.map { Self.text($0, "home/b") }
    #expect(texts.contains("\0\0\0er"))
    #expect(texts.contains("new"))
  }

  @Test func whatIsCutOffCannotBeSeenAgain() throws {
    let model = try Self.model([.length(path: "home/a", 2), .length(path: "home/a", 4)])
    #expect(Self.text(model.present, "home/a") == "xx\0\0")
  }
}
