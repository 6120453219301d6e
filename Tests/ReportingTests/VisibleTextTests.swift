import Testing

@testable import Reporting

struct VisibleTextTests {
  @Test(arguments: [
    ("plain\ttext\nwith lines", "plain\ttext\nwith lines"), ("a\r\nb\rc", "a\nb\nc"),
    ("right\u{202E}left", "right⟨U+202E⟩left"), ("zero\u{200B}width", "zero⟨U+200B⟩width"),
    ("\u{FEFF}mark", "⟨U+FEFF⟩mark"), ("bell\u{7}", "bell⟨U+0007⟩"), ("é à ü", "é à ü"),
    ("👩‍💻 ❤️ 1️⃣", "👩‍💻 ❤️ 1️⃣"), ("می‌خواهم", "می‌خواهم"), ("\u{2028}", "\n"),
    ("\"\u{0301}", "\"⟨U+0301⟩"), ("\u{0600}<", "⟨U+0600⟩<"), ("a\u{200D}b", "a⟨U+200D⟩b"),
  ])
  func whatHidesBecomesVisible(text: String, shown: String) {
    #expect(Array(VisibleText(text).description.unicodeScalars) == Array(shown.unicodeScalars))
  }

  @Test(arguments: HostilePayloads.all)
  func markupIsAlwaysACharacterOfItsOwn(payload: String) {
    for character in VisibleText(payload).description where character.unicodeScalars.count > 1 {
      #expect(!character.unicodeScalars.contains { "<>&\"'".unicodeScalars.contains($0) })
    }
  }

  @Test func stacksOfMarksAreCut() {
    let text = VisibleText("a" + String(repeating: "\u{0301}", count: 500)).description
    #expect(text.unicodeScalars.count < 60)
    #expect(text.hasSuffix("more marks⟩"))
  }

  @Test func longTextsSayHowMuchIsLeftOut() {
    let text = VisibleText(String(repeating: "x", count: 30), limit: 10)
    #expect(text.description == "xxxxxxxxxx … (20 more characters)")
  }

  @Test func longTextsFold() {
    #expect(FoldedText("short").whole == nil)
    let long = String(repeating: "line\n", count: 40)
    #expect(FoldedText(long).whole == VisibleText(long))
    #expect(FoldedText("").opening == "(empty)")
  }
}
