import Foundation
import Glibc
import Testing

@testable import Files

/// Only plain files of a bounded size are read, and nothing else is waited for.
final class BoundedFileTests {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func error(_ url: URL, limit: Int = 1 << 20) -> BoundedFileError? {
    #expect(throws: BoundedFileError.self) { try BoundedFile.read(url, limit: limit) }
  }

  @Test(arguments: [0, 1, 4_096, 1_000_003, 3 << 20])
  func aPlainFileIsReadWhole(count: Int) throws {
    let file = folder.appending(path: "a b%20.bin")
    let data = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) })
    try WholeFile.write(data, to: file)
    #expect(try BoundedFile.read(file, limit: count) == data)
    let link = folder.appending(path: "link")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
    #expect(try BoundedFile.read(link, limit: count) == data)
  }

  @Test func aNamedPipeIsRefusedWithoutWaiting() {
    let pipe = folder.appending(path: "pipe")
    #expect(mkfifo(pipe.path, 0o600) == 0)
    #expect(error(pipe) == .notPlain(pipe.path, kind: "a named pipe"))
  }

  @Test func aDeviceAFolderAndASocketAreRefused() throws {
    #expect(error(URL(filePath: "/dev/zero")) == .notPlain("/dev/zero", kind: "a device"))
    #expect(error(folder) == .notPlain(folder.path, kind: "a folder"))
    let path = "\(FileManager.default.temporaryDirectory.path)/\(UUID().uuidString.prefix(8))"
    let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, size) }
    }
    defer {
      close(socket)
      unlink(path)
    }
    try #require(bound == 0)
    #expect(error(URL(filePath: path)) == .notPlain(path, kind: "a socket"))
  }

  @Test func aSparseFileIsRefusedByItsSize() {
    let file = folder.appending(path: "sparse")
    #expect(FileManager.default.createFile(atPath: file.path, contents: nil))
    #expect(truncate(file.path, 100 << 30) == 0)
    #expect(error(file) == .tooLarge(file.path, limit: 1 << 20))
  }

  @Test func aFileThatGrowsWhileItIsReadStaysBounded() throws {
    let file = folder.appending(path: "growing")
    try WholeFile.write(Data(count: 1 << 20), to: file)
    let end = try FileHandle(forWritingTo: file)
    try end.seekToEnd()
    #expect(throws: BoundedFileError.tooLarge(file.path, limit: 2 << 20)) {
      try BoundedFile.read(file, limit: 2 << 20) { try end.write(contentsOf: Data(count: 1 << 20)) }
    }
  }

  @Test func aMissingFileIsNamed() {
    let file = folder.appending(path: "none")
    #expect(error(file)?.description == "There is no \(file.path); check the path.")
  }

  @Test func readingEndsWhereTheWatcherSays() throws {
    struct Stopped: Error {}
    let file = folder.appending(path: "large")
    try WholeFile.write(Data(count: 3 << 20), to: file)
    var pieces = 0
    #expect(throws: Stopped.self) {
      try BoundedFile.read(file, limit: 4 << 20) {
        pieces += 1
        if pieces == 2 { throw Stopped() }
      }
    }
    #expect(pieces == 2)
  }
}
