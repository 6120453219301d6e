import Foundation
import Testing

@testable import Sweeps

/// The library's trace.
struct TraceEventTests {
  @Test func bytesMayHoldLineFeedsAndTabs() throws {
    let text = "open\t1\t1\t0\thome/a\nwrite\t1\t7\t5\na\n\tb\n\nsync\t1\nunlink\thome/a\n"
    let events = try events(text)
    #expect(events.count == 4)
    guard case .write(1, 7, let bytes) = events[1] else {
      Issue.record("\(events[1])")
      return
    }
    #expect(String(decoding: bytes, as: UTF8.self) == "a\n\tb\n")
  }

  @Test(arguments: ["rename\thome/a\n", "fly\thome/a\n", "write\t1\t0\t9\nabc\n"])
  func aLineThatCannotBeReadIsAnError(text: String) {
    #expect(throws: SweepError.self) { try events(text) }
  }

  private func events(_ text: String) throws -> [TraceEvent] {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    return try TraceEvent.events(in: file)
  }
}
