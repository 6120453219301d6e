import Testing

@testable import Charts

struct ElementTests {
  @Test func textAndAttributesAreEscaped() {
    let element = Element("g", ["class": "a\"b"], text: "<i>&'")
    #expect(element.markup == "<g class=\"a&quot;b\">&lt;i&gt;&amp;&#39;</g>")
  }

  @Test func aMarkOnAQuotationMarkDoesNotSaveItFromEscaping() {
    #expect(Element.escaped("\"\u{0301} onload=x") == "&quot;\u{0301} onload=x")
  }

  @Test func controlCharactersAreReplaced() {
    #expect(Element.escaped("a\u{0}b\u{1B}c") == "a\u{FFFD}b\u{FFFD}c")
  }

  @Test func anElementWithoutContentClosesItself() {
    #expect(Element("line", ["x1": "1"]).markup == "<line x1=\"1\"/>")
  }
}
