import Foundation
import Glibc
import Testing

@testable import Files

/// Names are looked up in an open folder alone, and what lies behind a link stays as it is.
struct FolderTests {
  private let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  private let folder: Folder

  init() throws { folder = try Folder.madeDurably(url) }

  private func link(_ name: String, to text: String) throws -> URL {
    let target = url.appending(path: "outside-\(name)")
    try WholeFile.write(Data(text.utf8), to: target, mode: 0o600)
    try FileManager.default.createSymbolicLink(
      at: url.appending(path: name), withDestinationURL: target)
    return target
  }

  private func text(_ url: URL) throws -> String {
    String(decoding: try WholeFile.read(url), as: UTF8.self)
  }

  private func mode(_ url: URL) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
  }

  @Test(arguments: ["", ".", "..", "../x", "/etc/passwd", "a/b", "a\0b"])
  func aNameThatLeadsElsewhereIsRefused(name: String) {
    #expect(throws: CocoaError.self) { try folder.file(name) }
    #expect(throws: CocoaError.self) { try folder.folder(name) }
    #expect(throws: CocoaError.self) { try folder.remove(name) }
    #expect(throws: CocoaError.self) { try folder.madeFolder(name) }
    #expect(throws: CocoaError.self) { try folder.write(name) { try $0.append(Data([1])) } }
  }

  @Test func aLinkIsNeitherReadNorGivenRights() throws {
    let target = try link("link", to: "secret")
    #expect(throws: CocoaError.self) { try folder.file("link") }
    #expect(throws: CocoaError.self) { try PlainFile(url.appending(path: "link")) }
    #expect(try folder.status(of: "link")?.kind == .link)
    #expect(try mode(target) == 0o600)
    #expect(try text(target) == "secret")
  }

  @Test func aLinkInThePlaceOfAFileIsReplacedAndItsTargetStays() throws {
    let target = try link("report.html", to: "precious")
    try WholeFile.write(Data("new".utf8), to: url.appending(path: "report.html"))
    #expect(try text(target) == "precious")
    #expect(try folder.status(of: "report.html")?.kind == .file)
  }

  @Test func aLinkThatWaitsForThePartialFileIsNotOpened() throws {
    let target = try link("report.html.partial", to: "precious")
    try WholeFile.write(Data("new".utf8), to: url.appending(path: "report.html"))
    #expect(try text(target) == "precious")
  }

  @Test func twoWritersOfOneFileDoNotShareWhatTheyWrite() throws {
    let file = url.appending(path: "shared")
    try WholeFile.write(to: file) { first in
      try first.append(Data("first ".utf8))
      try WholeFile.write(to: file) { second in try second.append(Data("second".utf8)) }
      #expect(try text(file) == "second")
      try first.append(Data("whole".utf8))
    }
    #expect(try text(file) == "first whole")
    #expect(try folder.names().usable == ["shared"])
  }

  @Test func aWriterThatFailsLeavesNothing() throws {
    struct Failure: Error {}
    #expect(throws: Failure.self) { try folder.write("file") { _ in throw Failure() } }
    #expect(try folder.names().usable == [])
  }

  /// The mask is the process's, which tests share: what it would take away shows that it is not
  /// asked.
  @Test func aModeThatIsGivenHoldsWhateverTheUmaskSays() throws {
    for mode in [0o600, 0o666] as [UInt32] {
      try folder.write("file", mode: mode) { _ in }
      #expect(try folder.status(of: "file")?.mode == mode)
    }
    for mode in [0o700, 0o777] as [UInt32] {
      _ = try folder.madeFolder("folder \(mode)", mode: mode)
      #expect(try folder.status(of: "folder \(mode)")?.mode == mode)
    }
  }

  @Test func aPipeDoesNotHoldTheProgramUp() throws {
    #expect(mkfifo(url.appending(path: "pipe").path, 0o600) == 0)
    #expect(throws: CocoaError.self) { try folder.file("pipe") }
    #expect(throws: CocoaError.self) {
      try PlainFile(url.appending(path: "pipe"), followingLinks: true)
    }
  }

  @Test func namesThatAreNotUTF8AreSpelledOut() throws {
    let bytes: [CChar] = url.path.utf8CString.dropLast() + [0x2F, -1, 0x61, 0]
    #expect(open(bytes, O_CREAT | O_WRONLY, 0o600) >= 0)
    #expect(try folder.names().unusable == ["\\xffa"])
  }

  @Test func namesWithOtherBytesAreOtherFiles() throws {
    let (one, two) = ("caf\u{e9}", "cafe\u{301}")
    try folder.write(one) { try $0.append(Data("one".utf8)) }
    try folder.write(two) { try $0.append(Data("two".utf8)) }
    #expect(try folder.names().usable.count == 2)
    #expect(try text(url.appending(path: one)) == "one")
  }
}
