import Artifacts
import Testing

@testable import Reporting

struct ReportPageTests {
  private static let harmless = try? Markup(
    ReportPage(SampleReport(words: "word").report).html())

  @Test func thereAreEnoughPayloads() {
    #expect(Set(HostilePayloads.all).count >= 50)
  }

  @Test(arguments: HostilePayloads.all)
  func hostileTextAddsNoTagAndNoAttribute(payload: String) throws {
    let html = try ReportPage(SampleReport(words: payload).report).html()
    #expect(Markup(html) == Self.harmless)
  }

  @Test func theTokenizerSeesWhatAnUnescapedTextWouldDo() throws {
    let html = try ReportPage(SampleReport(words: "word").report).html()
    let broken = html.replacing("word", with: "\" onload=\"")
    #expect(Markup(broken) != Self.harmless)
  }

  @Test func everyTextOfAPageIsVisibleText() {
    let page = ReportPage(SampleReport(words: "word").report, home: "/", stylesheet: "/s.css")
    #expect(Self.otherTexts(in: page, at: "page") == [])
  }

  /// Returns the paths of strings that are neither visible text nor a chart of ours.
  private static func otherTexts(in value: Any, at path: String) -> [String] {
    if value is VisibleText { return [] }
    if value is String { return path.hasSuffix(".svg") ? [] : [path] }
    return Mirror(reflecting: value).children.flatMap { child in
      otherTexts(in: child.value, at: "\(path).\(child.label ?? "")")
    }
  }

  @Test func aReportIsOneFileThatLoadsNothing() throws {
    let html = try ReportPage(SampleReport(words: "word").report).html()
    #expect(html.contains("default-src 'none'; style-src 'unsafe-inline'"))
    #expect(html.contains("<style>\n:root {"))
    for loader in ["<script", "<link", "src=", "url(", "@import", "http://", "https://"] {
      let text = html.replacing("http://www.w3.org/2000/svg", with: "")
      #expect(!text.contains(loader), "\(loader)")
    }
  }

  @Test func behindASiteTheStyleIsAFile() throws {
    let report = SampleReport(words: "word").report
    let html = try ReportPage(report, home: "/", stylesheet: "/assets/style.css").html()
    #expect(html.contains("<link rel=\"stylesheet\" href=\"/assets/style.css\">"))
    #expect(!html.contains("<style") && !html.contains(" style="))
    #expect(html.contains("<a href=\"/\">All runs</a>"))
  }

  @Test func theSummaryOfEveryStageComesFirst() throws {
    var report = SampleReport(words: "word").report
    report.stages[1].sections[0] = ReportSection(title: "Summary", items: [.prose("found it")])
    let html = try ReportPage(report).html()
    let summary = try #require(html.firstRange(of: "found it"))
    let stages = try #require(html.firstRange(of: "id=\"stages\""))
    #expect(summary.lowerBound < stages.lowerBound)
    #expect(html.ranges(of: "found it").count == 1)
  }

  @Test func oneReportHasOneFormInBytes() throws {
    let report = SampleReport(words: "word").report
    #expect(try ReportPage(report).html() == ReportPage(report).html())
    #expect(try report.json() == report.json())
  }

  @Test func digestsAreShortWithTheWholeOneBehind() throws {
    var report = SampleReport(words: "word").report
    let digest = String(repeating: "0123456789abcdef", count: 4)
    report.stages[0].outputs = ["model": digest]
    let html = try ReportPage(report).html()
    #expect(html.contains("model <code title=\"\(digest)\">0123456789</code>"))
  }
}
