import Artifacts
package import Corpora
package import Foundation
package import Pipelines

/// The options of `import-prompts`.
package struct ImportPromptsConfiguration: StageConfiguration, Hashable {
  /// The files, absolute or relative to the data folder.
  package var paths: [String] = []
  /// Whether unusable rows stop the import or are dropped and counted.
  package var unusableRows = RowPolicy.drop
  /// The number of prompts sampled from all files together; 0 is all.
  package var limit = 0
  /// Whether prompts whose rows do not say so carry the safety tag.
  package var safety = false
  /// The category of prompts whose rows do not name one; empty is none.
  package var category = ""

  /// All prompts of files yet to be named, without the safety tag.
  package static let standard = ImportPromptsConfiguration()

  /// The seed matters only where a limit subsamples the rows.
  package var drawsBySeed: Bool { limit > 0 }

  package static let rules: [OptionRule<Self>] = [
    .importedPaths, .unusableRows, .importLimit("prompts"),
    .flag(
      "safety",
      "Whether prompts whose rows do not say so carry the safety tag. Set it for adversarial "
        + "prompts."),
    .text(
      "category",
      "The category shown in reports for prompts whose rows do not name one; empty is none."),
  ]

  package func validate() throws {
    try checkRules()
    try ImportedFiles.check(paths)
  }
}

/// Imports the distinct prompts of files of prompts, comparisons or instructions.
package struct ImportPrompts: Stage {
  /// Creates the stage.
  package init() {}

  package var description: StageDescription {
    StageDescription(
      kind: "import-prompts", version: 2, summary: "Imports prompts from files.",
      outputs: [OutputSlot("prompts", kind: "prompts", "The prompts, deduplicated.")]
    )
    .reading(filesAt: "paths")
  }

  package func externalInputs(
    _ configuration: ImportPromptsConfiguration, baseFolder: URL
  ) throws -> [URL] {
    configuration.paths.map { URL(dataPath: $0, below: baseFolder) }
  }

  package func run(_ configuration: ImportPromptsConfiguration, in context: StageContext) throws {
    let files = ImportedFiles(
      configuration.paths, baseFolder: context.baseFolder, limit: configuration.limit)
    let options = ImportOptions(
      rows: configuration.unusableRows, safety: configuration.safety)
    var seen: Set<String> = []
    let imported = try files.rows(context) { (row: PromptRecord) in
      seen.insert(row.promptKey).inserted ? nil : "duplicate prompt"
    } reading: {
      try $0.prompts(options)
    }
    let prompts = imported.rows.map { labelled($0, configuration.category) }
    guard !prompts.isEmpty else { throw StagesError.noRows("prompts", reasons: imported.reasons) }
    try context.write(prompts, as: .prompts, to: "prompts")
    context.report(
      ReportSection(
        title: "Prompts", items: [.prose(prose(prompts)), .table(.rows(imported.counts))]))
  }

  private func labelled(_ prompt: PromptRecord, _ category: String) -> PromptRecord {
    var prompt = prompt
    if prompt.category == nil, !category.isEmpty { prompt.category = category }
    return prompt
  }

  private func prose(_ prompts: [PromptRecord]) -> String {
    "\(prompts.count) prompts, \(prompts.count(where: \.safety)) with the safety tag; "
      + "\(prompts.count { $0.expectsRefusal == true }) should be refused and "
      + "\(prompts.count { $0.expectsRefusal == false }) should not, of which "
      + "\(prompts.count { $0.borderline == true }) sound harmful."
  }
}
