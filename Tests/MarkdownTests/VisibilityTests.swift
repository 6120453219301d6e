import Testing

@testable import Markdown

struct VisibilityTests {
  @Test(arguments: [
    ("\u{202E}a", "⟨U+202E⟩a"), ("\u{2066}a\u{2069}", "⟨U+2066⟩a⟨U+2069⟩"),
    ("a\u{0}b", "a⟨U+0000⟩b"),
    ("a\u{7}b\u{7F}", "a⟨U+0007⟩b⟨U+007F⟩"), ("a\u{C}", "a⟨U+000C⟩"), ("a\u{200B}b", "a⟨U+200B⟩b"),
    ("a\u{E0041}", "a⟨U+E0041⟩"), ("&#xFDDF;\u{E000}", "⟨U+FDDF⟩⟨U+E000⟩"), ("\u{301}", "⟨U+0301⟩"),
    ("&#x202E;a", "⟨U+202E⟩a"), ("a&zwnj;b", "a⟨U+200C⟩b"), ("a\u{200D}b", "a⟨U+200D⟩b"),
    ("*\u{338}a*", "⟨U+0338⟩a"), ("&#xFDD2; &#64978;", "&#xFDD2; &#64978;"),
    ("<\u{338}a", "<⟨U+0338⟩a"), ("a\u{2028}b\u{2029}c", "a\nb\nc"),
    ("a\r\nb\rc", "a\nb\nc"),
  ])
  func whatCannotBeSeenIsSpelledOut(text: String, visible: String) {
    let scan = HTMLScan(SafeHTML(markdown: text).description)
    #expect(scan.faults == [])
    #expect(Array(scan.visible.utf8) == Array((visible + "\n").utf8))
    let plain = HTMLScan(SafeHTML(plain: "\u{202E}\u{E000}a").description)
    #expect(plain.visible == "⟨U+202E⟩⟨U+E000⟩a\n")
  }

  @Test(arguments: [
    "naïve Ärger", "e\u{301}te\u{301}", "👩‍👩‍👧 ❤️‍🔥 1️⃣ 🇩🇪", "हिन्दी क्‍ष", "می‌خواهم", "日本語 한국어",
    "שלום",
    "a\u{A0}b",
  ])
  func lettersAndEmojiOfAnyScriptStayAsTheyAre(text: String) {
    #expect(SafeHTML(markdown: text).description == "<p>\(text)</p>")
  }

  @Test func onlyTwelveMarksSitOnALetter() {
    let scan = HTMLScan(
      SafeHTML(markdown: "a" + String(repeating: "\u{301}", count: 14)).description)
    #expect(scan.visible.unicodeScalars.count { $0 == "\u{301}" } == 12)
    #expect(scan.visible.hasSuffix("⟨U+0301⟩⟨U+0301⟩\n"))
  }
}
