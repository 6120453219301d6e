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

  /// The second run knows from the first how long the stages after one take.
  @Test func aNarrowTerminalKeepsTheMetricAndAWideOneTellsTheTimeOfThePipeline() throws {
    let folder = try TemporaryFolder()
    try folder.write(TinyPipeline.text, to: "tiny.yaml")
    let arguments = ["run", folder.path("tiny.yaml"), "--home", folder.path("home")]
    let narrow = try progress(of: arguments, columns: 40)
    let counted = narrow.filter { $0.contains(/\d+\/\d+ *.*loss \d/) }
    #expect(counted.count > 1, "\(narrow)")
    for line in narrow { #expect(line.count < 40, "\(line)") }
    #expect(!narrow.contains { $0.contains("in all") })
    let wide = try progress(of: arguments + ["--set", "seed=4", "--until", "pairs"], columns: 120)
    let base = wide.filter { $0.hasPrefix("[2/5] base  ") && $0.contains("/s  ") }
    #expect(
      base.contains { $0.contains(" left  ") && $0.contains(" in all  train/loss ") }, "\(wide)")
  }

  /// Returns the lines that were rewritten in place.
  private func progress(of arguments: [String], columns: UInt16) throws -> [String] {
    let terminal = try Terminal(columns: columns)
    let call = try Call(arguments, errors: terminal.end)
    let text = try terminal.read()
    #expect(call.finished().status == 0)
    return text.components(separatedBy: "\r\u{1B}[K").dropFirst().compactMap { part in
      part.contains("\n") ? nil : part
    }
  }
}

/// A terminal that nobody looks at.
private struct Terminal {
  /// What the program writes to.
  let end: FileHandle
  private let near: Int32

  init(columns: UInt16 = 80) throws {
    near = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var lock: CInt = 0
    var number: CInt = 0
    // The requests TIOCSPTLCK and TIOCGPTN of Linux: unlock the other end and tell its number.
    try #require(ioctl(near, 0x4004_5431, &lock) == 0 && ioctl(near, 0x8004_5430, &number) == 0)
    end = try FileHandle(forUpdating: URL(filePath: "/dev/pts/\(number)"))
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    try #require(ioctl(near, UInt(TIOCSWINSZ), &size) == 0)
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
