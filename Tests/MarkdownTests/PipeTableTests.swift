import Testing

@testable import Markdown

struct PipeTableTests {
  /// Cells between slashes, rows on lines of their own.
  @Test(arguments: [
    ("| a | b |\n|---|---|\n| c | d |", "a/b\nc/d"), ("a | b\n-|-\nc | d", "a/b\nc/d"),
    ("|a|\n|:-:|\n|b|", "a\nb"), ("|a|b|\n|:--|--:|", "a/b"), ("a|b\n-|-\nc", "a/b\nc"),
    ("|a|b|\n|-|-|\n|c|d|e|", "a/b\nc/d/e"), ("|a|b|\n|-|-|\n||d|", "a/b\n/d"),
    ("|a|b|\n|-|-|\n|c \\| d|`e\\|f`|", "a/b\nc | d/e|f"),
    ("> |a|b|\n> |-|-|\n> |c|d|", "a/b\nc/d"),
    ("- x\n\n  |a|b|\n  |-|-|\n  |c|d|", "a/b\nc/d"), ("1. |a|b|\n   |-|-|\n   |c|d|", "a/b\nc/d"),
    ("> > a|b\n> > -|-\n> c|d", "a/b\nc/d"), ("|a|b|\n|-|-|\n|# c|- d|", "a/b\n# c/- d"),
  ])
  func tableHasTheCellsOfItsLines(text: String, cells: String) {
    let html = SafeHTML(markdown: text).description
    #expect(HTMLScan(html).faults == [])
    let rows = html.split(separator: "<tr>").dropFirst().map { row in
      row.matches(of: /<(t[hd])[^>]*>(.*?)<\/\1>/).map {
        HTMLScan("<p>\($0.2)</p>").visible.dropLast()
      }
      .joined(separator: "/")
    }
    #expect(rows.joined(separator: "\n") == cells)
  }

  @Test func cellsHaveMarkupOfTheirOwn() {
    let html = SafeHTML(markdown: "|*a*|\n|-|\n|[b](c) <d>|").description
    #expect(html.contains("<em>a</em></th>"))
    #expect(html.contains("<td><span class=\"link\">b (c)</span> &lt;d&gt;</td>"))
  }

  @Test func linesBeforeATableStayAParagraph() {
    let html = SafeHTML(markdown: "a\n    - *b*\n    ===\n|c|\n|-|\n|d|").description
    #expect(html.hasPrefix("<p>a<br>- <em>b</em><br>===</p><table>"))
  }

  @Test(arguments: [
    "a | b", "a | b\nc | d", "|a|b|\n|-|", "|a|\n|-|-|", "|a|\n|:|", "|a|\n|-a|", "a\n-",
    "|a|\n\n|-|",
    "```\n|a|\n|-|\n```", "|a|\n|--:-|",
  ])
  func otherLinesAreNoTable(text: String) {
    #expect(!SafeHTML(markdown: text).description.contains("<table>"))
  }

  @Test func tableOfTooManyCellsIsShownAsItsLines() {
    let rows = String(repeating: "|x|y|\n", count: 5_000)
    let scan = HTMLScan(SafeHTML(markdown: "|a|b|\n|-|-|\n" + rows).description)
    #expect(scan.faults == [])
    #expect(scan.tags == ["pre", "code"])
    #expect(scan.visible.count { $0 == "x" } == 5_000)
  }
}
