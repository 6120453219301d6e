import Testing

/// The scanner finds what it is there to find.
struct StrictScanTests {
  @Test(arguments: [
    "<script>", "<p onclick=\"x\">a</p>", "<p>a", "</p>", "<p><p>a</p></p>", "<p>a > b</p>",
    "&nbsp;",
    "<a href=\"https://x\" rel=\"noopener noreferrer\">a</a>", "<p class=\"x\">a</p>",
    "<img src=\"x\">",
    "<em><p>a</p></em>", "<p>\u{202E}</p>", "<p>\u{0}</p>", "<P>a</P>", "<p >a</p>",
    "<ol start=\"x\"></ol>",
    "<em>a</em>", "<p><em>a</p></em>", "<p>a\nb</p>", "<p>a & b</p>", "<p>\u{338}</p>",
    "<!-- a -->",
    "<ul>a</ul>", "<p><span style=\"x\">a</span></p>",
  ])
  func faultIsFound(html: String) {
    #expect(!HTMLScan(html).faults.isEmpty)
  }

  @Test(arguments: ["javascript:x", "https:x", "//x", "https://x\"y", "https://x<", "data:x"])
  func unsafeAddressIsFound(address: String) {
    let html = "<p><a href=\"\(address)\" rel=\"noopener noreferrer\">a</a></p>"
    #expect(!HTMLScan(html, allowsLinks: true).faults.isEmpty)
  }
}
