import Artifacts
import Foundation
import HTTPTypes
import Testing

@testable import Dashboard

struct PageTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/Dashboard")

  @Test(arguments: [
    "IndexPage", "CollectPage", "DonePage", "NoticePage", "JoinPage", "MinePage", "StudyPage",
  ])
  func namesInTemplatesAreStoredProperties(name: String) throws {
    // The notice about a saved pair is declared by the page on which pairs are judged.
    let pages = try ["CollectPage", name].map { try text("Pages/\($0).swift") }.joined()
    let template = try text("Templates/\(name).mustache")
    let property = /(?:let|var) (\w+)(?::| =)[^{\n]*$/.anchorsMatchLineEndings()
    let stored = Set(pages.matches(of: property).map { String($0.1) })
    let used = template.matches(of: /\{\{\{?[#^\/]?(\w+)\}?\}\}/).map { String($0.1) }
    #expect(!used.isEmpty)
    #expect(Set(used).subtracting(stored) == [])
    // What is not escaped is HTML of a type that nothing but its own module can make.
    let raw = Set(template.matches(of: /\{\{\{(\w+)/).map { String($0.1) })
    #expect(raw.allSatisfy { pages.contains("let \($0): SafeHTML\n") })
    #expect(!template.contains("{{&") && !template.contains("{{%"))
  }

  @Test func theFirstPageLeadsToWaitingPairsAndRuns() async throws {
    let test = try TestStore()
    let path = "/collect/\(test.collection)"
    try await Browser.visit(test.store) { browser in
      let page = try await browser.get(path)
      _ = try await browser.send(page, to: path, ["choice": "6"])
      let index = try await browser.get("/").text
      #expect(index.contains("href=\"\(path)\">Compare 2 pairs"))
      #expect(index.contains("1 of 3 pairs compared · <a href="))
      #expect(index.contains("href=\"/run/\(test.run)\""))
    }
  }

  @Test func theReportOfARunIsAPageAndJSON() async throws {
    let test = try TestStore()
    try await Browser.visit(test.store) { browser in
      let page = try await browser.get("/run/last")
      #expect(page.text.contains("<h1>secret-pipeline</h1>"))
      #expect(page.text.contains("href=\"/assets/style.css\""))
      let json = try await browser.get("/run/\(test.run)/report.json")
      #expect(json.text.contains("\"pipeline\" : \"secret-pipeline\""))
    }
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</p></section><form>",
    "\"\u{0301} onmouseover=alert(1)", "{{token}}", "\u{202E}evil", "</textarea><b>",
    "<svg/onload=x>",
  ])
  func hostilePairsStayText(words: String) async throws {
    let hostile = try TestStore(words: words)
    let harmless = try TestStore()
    let structure = StructureBox()
    for test in [harmless, hostile] {
      try await Browser.visit(test.store) { browser in
        let page = try await browser.get("/collect/\(test.collection)")
        // A collection is named by what it asks, so the two have different names.
        let text = page.text.replacing(test.collection, with: "collection")
        let prose = /<div class="prose" dir="auto">(.*?)<\/div>/.dotMatchesNewlines()
        let inside = text.matches(of: prose).flatMap { Self.tags(in: String($0.1)) }
        #expect(
          Set(inside).isSubset(of: [
            "<p>", "</p>", "<br>", "<pre>", "</pre>", "<code>",
            "</code>", "<em>", "</em>",
          ]), "\(inside)")
        await structure.add(Self.tags(in: text.replacing(prose, with: "")))
      }
    }
    let tags = await structure.all.map { page in
      page.map { $0.replacing(/value="[^"]*"/, with: "") }
    }
    #expect(tags[0] == tags[1])
  }

  private static func tags(in text: String) -> [String] {
    text.matches(of: /<[a-z\/!][^>]*>/).map { String($0.0) }
  }

  @Test func answersAreShownAsMarkdownAndGuidelinesBesideThem() async throws {
    let test = try TestStore(
      words: "**bold** <b>raw</b> [text](javascript:alert(1))",
      guidelines: "# Judge\n\n[help](https://example.org)")
    try await Browser.visit(test.store) { browser in
      let page = try await browser.get("/collect/\(test.collection)").text
      #expect(
        page.contains("</strong> &lt;b&gt;raw&lt;/b&gt; <span class=\"link\">text (java"))
      #expect(page.contains("<summary>Guidelines</summary>"))
      #expect(page.contains("href=\"https://example.org\""))
      #expect(!page.contains("href=\"javascript"))
    }
  }

  @Test func whatDiffersIsShownOnRequest() async throws {
    let test = try TestStore()
    let path = "/collect/\(test.collection)"
    try await Browser.visit(test.store) { browser in
      let page = try await browser.get(path).text
      #expect(page.contains("href=\"\(path)?differences=yes\">Show what differs"))
      #expect(!page.contains("<del>") && !page.contains("<ins>"))
      let marked = try await browser.get("\(path)?differences=yes").text
      #expect(marked.contains("<del>") && marked.contains("<ins>"))
      #expect(marked.contains("href=\"\(path)\">Show the answers as they read"))
      let again = try await browser.get("\(path)?pair=1&differences=yes").text
      #expect(again.contains("<ins>") && again.contains("word 1?"))
      #expect(again.contains("href=\"\(path)?pair=1\""))
    }
  }

  @Test func thePageWorksWithoutScriptAndNamesItsParts() async throws {
    let test = try TestStore(asksSafety: true)
    try await Browser.visit(test.store) { browser in
      let page = try await browser.get("/collect/\(test.collection)").text
      #expect(page.matches(of: /<button name="choice" value="[1-8]"/).count == 8)
      #expect(page.matches(of: /<input type="radio" name="safety"/).count == 4)
      for part in [
        "<main>", "<h1>", "<fieldset", "<legend>A is …", "aria-live=\"polite\"", "lang=\"en\"",
      ] {
        #expect(page.contains(part))
      }
    }
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Self.folder.appending(path: path), encoding: .utf8)
  }
}

/// The tags of several pages.
private actor StructureBox {
  private(set) var all: [[String]] = []

  func add(_ tags: [String]) { all.append(tags) }
}
