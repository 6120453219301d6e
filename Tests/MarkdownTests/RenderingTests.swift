import Testing

@testable import Markdown

struct RenderingTests {
  @Test(arguments: [
    ("", ""),
    ("a", "<p>a</p>"),
    ("a\nb  \nc\\\nd", "<p>a<br>b<br>c<br>d</p>"),
    ("# a\n## b\n### c\n#### d\n###### e", "<h3>a</h3><h4>b</h4><h5>c</h5><h6>d</h6><h6>e</h6>"),
    ("*a* **b** `<c>`", "<p><em>a</em> <strong>b</strong> <code>&lt;c&gt;</code></p>"),
    ("> a\n> > b", "<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>"),
    ("- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
    ("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
    ("a\n\n---\n\nb", "<p>a</p><hr><p>b</p>"),
    ("    a < b\n      c", "<pre><code>a &lt; b\n  c\n</code></pre>"),
    ("```\n\na\n```", "<pre><code>\na\n</code></pre>"),
    (
      "``` swift \"x\"\na\n```",
      "<figure><figcaption>swift &quot;x&quot;</figcaption><pre><code>a\n</code></pre></figure>"
    ),
    ("AT&amp;T &copy; &#34;", "<p>AT&amp;T © &quot;</p>"),
    ("\\*a\\* \\<b\\>", "<p>*a* &lt;b&gt;</p>"),
  ])
  func markdownBecomesHTML(text: String, html: String) {
    #expect(SafeHTML(markdown: text).description == html)
  }

  @Test(arguments: [
    ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
    ("5. a\n6. b", "<ol start=\"5\"><li>a</li><li>b</li></ol>"),
    ("1. a\n1. b\n7. c", "<ol><li>a</li><li value=\"1\">b</li><li value=\"7\">c</li></ol>"),
    (
      "3) a\n   1) b\n5) c",
      "<ol start=\"3\"><li>a<ol><li>b</li></ol></li><li value=\"5\">c</li></ol>"
    ),
    (
      "> 2. a\n> 9. b",
      "<blockquote><ol start=\"2\"><li>a</li><li value=\"9\">b</li></ol></blockquote>"
    ),
    ("- 4. a\n  6. b", "<ul><li><ol start=\"4\"><li>a</li><li value=\"6\">b</li></ol></li></ul>"),
  ])
  func itemsKeepTheNumbersOfTheText(text: String, html: String) {
    #expect(SafeHTML(markdown: text).description == html)
  }

  @Test(arguments: [
    ("[a](b)", "a (b)"), ("[a *b*](c \"d\")", "a b (c \"d\")"), ("![a](b)", "a (b)"),
    ("![a ![b](c)](d)", "a b (c) (d)"), ("[a]()", "a ()"),
    ("<https://a.example>", "https://a.example"),
    ("<a@b.example>", "a@b.example"), ("[https://a](https://b)", "https://a (https://b)"),
    ("[a][b]\n\n[b]: https://c 'd'", "[a][b]\n[b]: https://c 'd'"), ("[a]:\nb", "[a]:\nb"),
    ("[^1]\n\n[^1]: a note", "[^1]\n[^1]: a note"), ("- [ ] a\n- [x] b", "[ ] a\n[x] b\n"),
  ])
  func linksAreSpelledOut(text: String, visible: String) {
    let html = SafeHTML(markdown: text).description
    #expect(HTMLScan(html).visible == visible + "\n")
    #expect(!html.contains("href"))
  }

  @Test(arguments: [
    ("[a](https://b.example/?c&d)", "https://b.example/?c&amp;d"), ("[a](HTTPS://b)", "HTTPS://b"),
    ("[a](mailto:b@c.example)", "mailto:b@c.example"), ("<b@c.example>", "mailto:b@c.example"),
    ("[a](https://b'c\"d)", "https://b&#39;c&quot;d"), ("[a](https://b(c))", "https://b(c)"),
  ])
  func linksOfOurOwnTextsCanBeFollowed(text: String, address: String) {
    let html = SafeHTML(markdown: text, links: .followed).description
    #expect(html.contains("<a href=\"\(address)\" rel=\"noopener noreferrer\">"))
    #expect(HTMLScan(html, allowsLinks: true).faults == [])
  }

  @Test(arguments: [
    "[a](http://b)", "[a](/b)", "[a](javascript:b)", "[a](https:b)", "[a](https://bücher.example)",
    "[a](<https://b c>)", "[a](https://b&#10;c)", "[a](httpsx://b)", "![a](https://b)",
    "[a](:https://)",
  ])
  func otherLinksAreSpelledOutInOurOwnTextsToo(text: String) {
    #expect(!SafeHTML(markdown: text, links: .followed).description.contains("href"))
  }

  @Test func linkInsideALinkIsSpelledOut() {
    let html = SafeHTML(markdown: "[<https://a> b](https://c \"d\")", links: .followed)
    let scan = HTMLScan(html.description, allowsLinks: true)
    #expect(scan.faults == [])
    #expect(scan.tags == ["p", "a", "span"])
    #expect(scan.visible == "https://a b (d)\n")
  }
}
