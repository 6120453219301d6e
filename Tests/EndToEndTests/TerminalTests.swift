import Foundation
import Glibc
import Testing

/// On a terminal a stage has one line, rewritten in place.
@Suite(.enabled(if: Program.isBuilt, "build the product llamero first"))
struct TerminalTests {
  @Test func aTerminalShowsProgressInPlace() throws {
    let folder = try TemporaryFolder()
    try folder.write(TinyPipeline.text, to: "tiny.yaml")
    let terminal = try Terminal()
    let call = try Call(
      ["run", folder.path("tiny.yaml"), "--until", "base", "--home", folder.path("home")],
      errors: terminal.end)
    let text = try terminal.read()
    #expect(call.finished().status == 0)
    let steps = text.matches(of: /\r\u{1B}\[K\[2\/5\] base  (\d+)\/\d+ steps/)
    #expect(steps.count > 1, "\(text)")
    #expect(text.contains("/s  "))
    #expect(text.contains(" s left  "))
    #expect(text.contains("train/loss"))
    #expect(text.matches(of: /base finished in/).count == 1)
  }
}

/// A terminal that nobody looks at.
private struct Terminal {
  /// What the program writes to.
  let end: FileHandle
  private let near: Int32

  init() throws {
    near = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var lock: CInt = 0
    var number: CInt = 0
    // The requests TIOCSPTLCK and TIOCGPTN of Linux: unlock the other end and tell its number.
    try #require(ioctl(near, 0x4004_5431, &lock) == 0 && ioctl(near, 0x8004_5430, &number) == 0)
    end = try FileHandle(forUpdating: URL(filePath: "/dev/pts/\(number)"))
  }

  /// Returns what was written, once the program has ended.
  func read() throws -> String {
    try end.close()
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = Glibc.read(near, &buffer, buffer.count)
      if count <= 0 { break }
      bytes += buffer.prefix(count)
    }
    close(near)
    return String(decoding: bytes, as: UTF8.self)
  }
}
