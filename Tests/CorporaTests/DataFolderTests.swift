import Digests
import Foundation
import Testing

@testable import Corpora

/// The sets of the folder `data` are what its manifest says, in the form that their readers expect.
struct DataFolderTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "data")

  private struct Manifest: Decodable {
    let version: Int
    let files: [Entry]
  }

  private struct Entry: Decodable {
    let file: String
    let what: String
    let rows: Int?
    let source: String
    let licence: String
    let sha256: String
  }

  private static func manifest() throws -> [Entry] {
    let data = try Data(contentsOf: folder.appending(path: "MANIFEST.json"))
    return try JSONDecoder().decode(Manifest.self, from: data).files
  }

  /// Returns the rows of a set; each has text in the columns that must be there.
  private func rows(_ name: String, _ columns: String...) throws -> [[String: String]] {
    let data = try Data(contentsOf: Self.folder.appending(path: name + ".jsonl"))
    let rows = try data.split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode([String: String].self, from: Data($0))
    }
    for (column, row) in columns.flatMap({ column in rows.map { (column, $0) } }) {
      #expect(row[column]?.isEmpty == false, "\(name): \(row) has no \(column)")
    }
    return rows
  }

  @Test func everyFileIsTheOneOfTheManifest() throws {
    let entries = try Self.manifest()
    let names = try #require(
      FileManager.default.subpaths(atPath: Self.folder.path(percentEncoded: false)))
    let files = names.filter { $0.contains(".") && $0 != "MANIFEST.json" }
    #expect(Set(entries.map(\.file)) == Set(files) && entries.count == files.count)
    for entry in entries {
      let data = try Data(contentsOf: Self.folder.appending(path: entry.file))
      #expect(SHA256.digest(of: data).hexadecimal == entry.sha256, "\(entry.file)")
      let lines = data.count { $0 == UInt8(ascii: "\n") }
      #expect(entry.rows == (entry.file.hasSuffix(".jsonl") ? lines : nil), "\(entry.file)")
      #expect(!entry.what.isEmpty && !entry.source.isEmpty && entry.licence == "Apache-2.0")
    }
  }

  @Test(arguments: [
    "risk-categories", "attack-vectors", "preprompts", "borderline", "ghost-attention",
  ])
  func namesOfRowsAreUnique(name: String) throws {
    let names = try rows(name, "id").compactMap { $0["id"] }
    #expect(Set(names).count == names.count && !names.isEmpty)
  }

  @Test func everyRiskHasAPrepromptAndBorderlinePrompts() throws {
    let risks = Set(
      try rows("risk-categories", "category", "name", "description").compactMap { $0["id"] })
    let preprompts = try rows("preprompts", "kind", "text")
    #expect(Set(preprompts.compactMap { $0["category"] }) == risks)
    #expect(preprompts.allSatisfy { ($0["kind"] == "targeted") == ($0["category"] != nil) })
    let prompts = try rows("borderline", "prompt", "label", "category", "reason")
    #expect(Set(prompts.compactMap { $0["category"] }) == risks)
    #expect(Set(prompts.compactMap { $0["prompt"] }).count == prompts.count)
  }

  @Test func halfOfTheBorderlinePromptsAreHarmless() throws {
    let labels = try rows("borderline").compactMap { $0["label"] }
    #expect(labels.count >= 60)
    #expect(labels.count { $0 == "harmless" } * 2 == labels.count)
    #expect(labels.count { $0 == "harmful" } * 2 == labels.count)
  }

  @Test func constraintsCanBeGivenInFullAndTerse() throws {
    let constraints = try rows("ghost-attention", "type", "instruction", "terse")
    #expect(constraints.count >= 40)
    for constraint in constraints {
      let (full, terse) = (constraint["instruction"] ?? "", constraint["terse"] ?? "")
      #expect(terse.count < full.count)
      let keyword = constraint["keyword"] ?? full
      #expect(full.localizedCaseInsensitiveContains(keyword), "\(constraint)")
    }
  }

  @Test func attackVectorsComeWithAnExample() throws {
    #expect(try rows("attack-vectors", "name", "description", "example").count >= 7)
  }

  @Test func refusalPhrasesAreThoseOfTheRules() throws {
    let phrases = try rows("refusal-phrases", "phrase").compactMap { $0["phrase"] }
    #expect(phrases == RefusalRules.phrases)
    #expect(phrases.allSatisfy { RefusalRules.isRefusal("Well, \($0) that.") })
  }
}
