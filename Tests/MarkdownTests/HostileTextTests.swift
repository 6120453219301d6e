import Glibc
import Testing

@testable import Markdown

struct HostileTextTests {
  private static let size = 1 << 20

  /// What took longest, or far too long, in a search through repeated pieces of markup.
  private static let repeated = [
    ">", "> ", "[", "![", "[a](", "![[]()", "*_", "a*", "`", "`\n", "<a\n", "&", "- ", "1. ",
    "> > > - ",
    "\u{1}", "\u{301}", "|*b*|c|\n", "|a|\n|-|\n|*b*|\n\n", "[a]: /u\n", "**x [a*b**c*](d)",
    "- a\n",
  ]

  @Test(arguments: repeated)
  func hostileMegabyteTakesNotMuchTime(piece: String) {
    expectQuick(String(repeating: piece, count: Self.size / piece.utf8.count))
  }

  @Test func deepContainersBeforeManyLinesTakeNotMuchTime() {
    let stairs = (0..<700).map { String(repeating: "  ", count: $0) + "- a\n" }.joined()
    expectQuick(stairs + String(repeating: "\n", count: Self.size / 2))
    expectQuick(
      String(repeating: "> ", count: 30) + String(repeating: "a\n", count: Self.size / 2 - 30))
  }

  @Test(arguments: [
    (">", "a", ""), ("- ", "a", ""), ("1. ", "a", ""), ("> - ", "a", ""), ("![", "a", "](u)"),
    ("**", "a", "**"), ("*a ", "a", " a*"), ("[", "a", "](u)"), ("_*", "a", "*_"),
  ])
  func deepNestingIsCutAndNothingIsLost(before: String, middle: String, after: String) {
    let count = 10_000
    let text =
      String(repeating: before, count: count) + middle + String(repeating: after, count: count)
    let html = SafeHTML(markdown: text).description
    let scan = HTMLScan(html)
    #expect(scan.faults == [])
    #expect(html.depth <= 120)
    #expect(scan.visible.count { $0 == "a" } == text.count { $0 == "a" })
    #expect(scan.visible.count { $0 == "u" } == text.count { $0 == "u" })
  }

  @Test func textAboveTheLimitIsShownAsItIs() {
    let text = String(repeating: "*a* <b>\n", count: SafeHTML.longestMarkdown / 8 + 1)
    let scan = HTMLScan(SafeHTML(markdown: text).description)
    #expect(scan.faults == [])
    #expect(scan.tags == ["pre", "code"])
    #expect(scan.visible == text + "\n")
  }

  /// Expects at most two seconds of this thread; on an idle core all take less than 0.7.
  private func expectQuick(_ text: String) {
    let start = Self.seconds
    let html = SafeHTML(markdown: text)
    #expect(Self.seconds - start < 2)
    #expect(!html.isEmpty)
  }

  private static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

extension String {
  /// How deep elements nest.
  fileprivate var depth: Int {
    var depth = 0
    var deepest = 0
    var last: UInt8 = 0
    for byte in utf8 {
      if last == UInt8(ascii: "<") { depth += byte == UInt8(ascii: "/") ? -1 : 1 }
      deepest = max(deepest, depth)
      last = byte
    }
    return deepest
  }
}
