import Testing

@testable import Markdown

struct DifferenceHTMLTests {
  private static let difference = TextDifference(from: "a <b>\nc", to: "a <d>\nc e")

  @Test func differenceIsMarkedInBothTexts() {
    let html = SafeHTML(Self.difference, first: "A", second: "B").description
    #expect(
      html == "<pre class=\"difference\"><samp>a &lt;"
        + "<del><span class=\"hidden\">only A: </span>b</del>"
        + "<ins><span class=\"hidden\">only B: </span>d</ins>&gt;\nc"
        + "<ins><span class=\"hidden\">only B: </span> e</ins></samp></pre>")
    #expect(HTMLScan(html).faults == [])
  }

  @Test func eachTextIsShownByItself() {
    let first = SafeHTML(Self.difference, view: .first, first: "A", second: "B").description
    let second = SafeHTML(Self.difference, view: .second, first: "A", second: "B").description
    #expect(HTMLScan(first).visible.hasPrefix("a <only A: b>\nc"))
    #expect(!first.contains("<ins>"))
    #expect(HTMLScan(second).visible.hasPrefix("a <only B: d>\nc"))
    #expect(!second.contains("<del>"))
  }

  @Test func changesOfBlanksAreSigns() {
    let difference = TextDifference(from: "a b", to: "a\n\tb")
    let html = SafeHTML(difference, first: "A", second: "B").description
    #expect(HTMLScan(html).visible.hasPrefix("aonly A: ␣only B: ↵\n⇥\tb"))
  }
}
