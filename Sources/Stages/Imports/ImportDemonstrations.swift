import Artifacts
package import Corpora
package import Foundation
package import Pipelines

/// The options of `import-demonstrations`.
package struct ImportDemonstrationsConfiguration: StageConfiguration, Hashable {
  /// The files, absolute or relative to the data folder.
  package var paths: [String] = []
  /// Whether unusable rows stop the import or are dropped and counted.
  package var unusableRows = RowPolicy.drop
  /// The number of rows sampled from all files together; 0 is all.
  package var limit = 0
  /// Whether the prompts of these demonstrations carry the safety tag.
  package var safety = false

  /// All rows of files yet to be named.
  package static let standard = ImportDemonstrationsConfiguration()

  /// The seed matters only where a limit subsamples the rows.
  package var drawsBySeed: Bool { limit > 0 }

  package static let rules: [OptionRule<Self>] = [
    .importedPaths, .unusableRows, .importLimit("rows"),
    .flag(
      "safety",
      "Whether the prompts of these demonstrations carry the safety tag. Set it for demonstrations "
        + "of refusals."),
  ]

  package func validate() throws {
    try checkRules()
    try ImportedFiles.check(paths)
  }
}

/// Imports demonstrations written elsewhere, and extracts their prompts.
package struct ImportDemonstrations: Stage {
  /// Creates the stage.
  package init() {}

  package var description: StageDescription {
    StageDescription(
      kind: "import-demonstrations", version: 2,
      summary: "Imports demonstrations from files and extracts their prompts.",
      outputs: [
        OutputSlot(
          "demonstrations", kind: "demonstrations",
          "The demonstrations in a uniform format."),
        OutputSlot(
          "prompts", kind: "prompts", "The conversations without their last answer, deduplicated."),
      ]
    )
    .reading(filesAt: "paths")
  }

  package func externalInputs(
    _ configuration: ImportDemonstrationsConfiguration, baseFolder: URL
  ) throws -> [URL] {
    configuration.paths.map { URL(dataPath: $0, below: baseFolder) }
  }

  package func run(
    _ configuration: ImportDemonstrationsConfiguration, in context: StageContext
  ) throws {
    let files = ImportedFiles(
      configuration.paths, baseFolder: context.baseFolder, limit: configuration.limit)
    let options = ImportOptions(rows: configuration.unusableRows)
    let imported = try files.rows(context) { try $0.demonstrations(options) }
    var counts = RowCounts()
    let prompts = prompts(of: imported.rows, safety: configuration.safety, &counts)
    try context.write(imported.rows, as: .demonstrations, to: "demonstrations")
    try context.write(prompts, as: .prompts, to: "prompts")
    let prose =
      "\(imported.rows.count) demonstrations, \(imported.rows.count { $0.messages.count > 2 }) of "
      + "them multi-turn; without their last answers they yield \(prompts.count) distinct prompts."
    context.report(
      ReportSection(
        title: "Demonstrations",
        items: [.prose(prose), .table(.rows(imported.counts + [("prompts", counts)]))]))
  }

  /// The conversations without their last answer, deduplicated.
  private func prompts(
    of rows: [Demonstration], safety: Bool, _ counts: inout RowCounts
  ) -> [PromptRecord] {
    var seen: Set<String> = []
    return rows.compactMap { row in
      guard seen.insert(row.promptKey).inserted else {
        counts.drop("duplicate prompt")
        return nil
      }
      counts.use()
      return PromptRecord(id: row.id, messages: row.messages.dropLast(), safety: safety)
    }
  }
}
