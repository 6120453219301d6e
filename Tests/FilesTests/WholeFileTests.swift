import Foundation
import Testing

@testable import Files

/// Files come and go whole.
struct WholeFileTests {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  @Test(arguments: [0, 1, 4_095, 4_096, 4_097, 1_000_003])
  func whatIsWrittenIsRead(count: Int) throws {
    let file = folder.appending(path: "a b%20.bin")
    let data = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) })
    try WholeFile.write(Data("older and longer".utf8), to: file)
    try WholeFile.write(data, to: file)
    #expect(try WholeFile.read(file) == data)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a b%20.bin"])
    try FileManager.default.removeItem(at: folder)
  }

  @Test func aFileThatGrowsOrHasNoSizeIsReadToItsEnd() throws {
    let text = String(decoding: try WholeFile.read(URL(filePath: "/proc/self/maps")), as: UTF8.self)
    #expect(text.contains("[stack]"))
  }

  @Test func aMissingFileIsNamed() throws {
    let error = #expect(throws: CocoaError.self) {
      try WholeFile.read(folder.appending(path: "nothing"))
    }
    #expect(error?.code == .fileReadNoSuchFile)
    #expect(error?.localizedDescription.contains("nothing cannot be read (No such file") == true)
  }

  @Test func aFullDiskIsToldFromOtherTrouble() throws {
    let error = #expect(throws: CocoaError.self) {
      try WholeFile.write(Data([1]), to: URL(filePath: "/proc/nothing/a"))
    }
    #expect(error?.code == .fileWriteUnknown)
    #expect((error?.userInfo[NSUnderlyingErrorKey] as? NSError)?.code == Int(ENOENT))
  }
}
