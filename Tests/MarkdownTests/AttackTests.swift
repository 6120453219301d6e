import Testing

@testable import Markdown

struct AttackTests {
  @Test func thereAreManyAttacks() {
    #expect(Set(Attack.all).count == Attack.all.count)
    #expect(Attack.all.count >= 100)
  }

  @Test(arguments: Attack.all)
  func attackStaysText(text: String) {
    for place in ["", "x ", "> ", "- ", "# ", "a | b\n-|-\n", "`", "[a](", "![", "<", "*", "\\"] {
      let scan = HTMLScan(SafeHTML(markdown: place + text).description)
      #expect(scan.faults == [], "after \(place)")
      let trusted = SafeHTML(markdown: place + text, links: .followed)
      #expect(HTMLScan(trusted.description, allowsLinks: true).faults == [], "after \(place)")
    }
    #expect(HTMLScan(SafeHTML(plain: text).description).faults == [])
  }

  @Test(arguments: Attack.all)
  func differenceOfAttackStaysText(text: String) {
    for other in ["", "script", String(text.reversed()), text + "x"] {
      let difference = TextDifference(from: text, to: other)
      let html = SafeHTML(difference, first: text, second: "<b>")
      #expect(HTMLScan(html.description).faults == [])
    }
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!-- a remark -->",
    "<div>\n\n*a*\n\n</div>", "a <b title='x'>c</b>", "<?php echo 1 ?>", "<![CDATA[x]]>",
  ])
  func rawHTMLIsShown(text: String) {
    let visible = HTMLScan(SafeHTML(markdown: text).description).visible
    #expect(visible.filter { !"\n*".contains($0) } == text.filter { !"\n*".contains($0) })
  }
}
