import Randomness
import Testing

@testable import Markdown

/// Texts put together at random from what means something in Markdown.
struct RandomTextTests {
  private static let pieces = [
    "*", "**", "_", "`", "``", "```", "~~~", "#", "## ", ">", "> ", "- ", "+ ", "* ", "1. ", "23) ",
    "|",
    "|-|", "-|-", "\n", "\n", "\n\n", " ", "  \n", "    ", "\t", "[", "]", "(", ")", "](", "![",
    "]:", "<",
    ">", "</", "/>", "<b ", "<div>", "<!--", "-->", "<?", "<script>", "<http://", "a@b.c>", "\"",
    "'", "\\",
    "&", "&#", "&lt;", "&#60;", "&amp;", ";", "=", "===", "---", "***", ":", "\u{202E}", "\u{0}",
    "\u{301}",
    "\r", "\u{200D}", "&#xFDD0;", "{{", "javascript:", "https://", "mailto:",
  ]

  /// Returns ideographs, each in place of words that must be seen, between what may be markup.
  private static func text(_ seed: UInt64) -> String {
    var random = Random(seed, stream: "markdown")
    var next: UInt32 = 0x4E00
    return (0..<1 + random.below(60)).map { _ in
      guard random.below(4) == 0 else { return random.pick(pieces) }
      next += 1
      return Unicode.Scalar(next).map { String($0) } ?? ""
    }
    .joined()
  }

  @Test func randomTextStaysTextAndNothingOfItIsLost() {
    for seed in 0..<20_000 as Range<UInt64> {
      let text = Self.text(seed)
      for links in [LinkStyle.spelledOut, .followed] {
        let html = SafeHTML(markdown: text, links: links).description
        let scan = HTMLScan(html, allowsLinks: links == .followed)
        #expect(scan.faults == [], "\(text.debugDescription)")
        // A link that can be followed has its address where nobody reads it.
        guard links == .spelledOut else { continue }
        #expect(scan.visible.ideographs == text.ideographs, "\(text.debugDescription) \(html)")
      }
    }
  }

  @Test func randomBytesStayText() {
    for seed in 0..<2_000 as Range<UInt64> {
      var random = Random(seed, stream: "bytes")
      let bytes = (0..<random.below(300)).map { _ in UInt8(random.below(256)) }
      let html = SafeHTML(markdown: String(decoding: bytes, as: UTF8.self)).description
      #expect(HTMLScan(html).faults == [], "\(seed)")
    }
  }
}

extension String {
  fileprivate var ideographs: [Unicode.Scalar] {
    unicodeScalars.filter { (0x4E00..<0x5000).contains($0.value) }
  }
}
