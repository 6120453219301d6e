import Foundation
import Testing

@testable import Reporting

struct ReportTemplatesTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/Reporting")

  @Test(arguments: [
    ("ReportPage", "Pages"), ("StagePart", "Sections"), ("SectionPart", "Sections"),
    ("TablePart", "Sections"), ("FigurePart", "Sections"), ("SamplesPart", "Sections"),
  ])
  func namesInTemplatesAreStoredProperties(name: String, place: String) throws {
    let page = try text("\(place)/\(name).swift")
    let template = try text("Templates/\(name).mustache")
    let stored = Set(
      page.matches(of: /(?:let|var) (\w+)(?::| =)[^{\n]*$/.anchorsMatchLineEndings()).map {
        String($0.1)
      })
    let used = template.matches(of: /\{\{[#^\/{]?([A-Za-z]\w*)\}/).map { String($0.1) }
    #expect(!used.isEmpty)
    #expect(Set(used).subtracting(stored) == [])
    let raw = template.matches(of: /\{\{[{&](\w*)/).map { String($0.1) }
    #expect(raw.allSatisfy { $0.hasSuffix("svg") })
    #expect(!template.contains("{{%"))
  }

  @Test func theStylesheetHoldsNoTemplateNames() {
    #expect(!ReportTemplates.stylesheet.contains("{{"))
    #expect(!ReportTemplates.stylesheet.contains("<"))
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Self.folder.appending(path: path), encoding: .utf8)
  }
}
