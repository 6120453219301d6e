import Artifacts
package import Corpora
package import Foundation
package import Pipelines

/// The options of `import-prompts`.
package struct ImportPromptsConfiguration: StageConfiguration, Hashable {
  /// The files, absolute or below the data folder.
  package var paths: [String] = []
  /// Whether rows that cannot be used are left out and counted, or refused.
  package var unusableRows = RowPolicy.drop
  /// The number of prompts used of all files together, drawn at random; 0 is all.
  package var limit = 0
  /// Whether prompts carry the safety tag, where the rows do not say.
  package var safety = false
  /// The kind of prompt, where the rows do not say; empty is none.
  package var category = ""

  /// All prompts of no file yet, without a tag.
  package static let standard = ImportPromptsConfiguration()

  /// Only rows that a limit chooses are drawn.
  package var drawsBySeed: Bool { limit > 0 }

  package static let rules: [OptionRule<Self>] = [
    .importedPaths, .unusableRows, .importLimit("prompts"),
    .flag(
      "safety",
      "Whether prompts carry the safety tag, where the rows do not say. Set it for adversarial "
        + "prompts."),
    .text(
      "category", "The kind of prompt in reports, where the rows do not say; empty is none."),
  ]

  package func validate() throws {
    try checkRules()
    try ImportedFiles.check(paths)
  }
}

/// Reads prompts from files of prompts, comparisons or instructions, each prompt once.
package struct ImportPrompts: Stage {
  /// Creates the stage.
  package init() {}

  package var description: StageDescription {
    StageDescription(
      kind: "import-prompts", version: 2, summary: "Reads prompts from files.",
      outputs: [OutputSlot("prompts", kind: "prompts", "The prompts, each once.")]
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
      seen.insert(row.promptKey).inserted ? nil : "a prompt that occurred before"
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
    "\(prompts.count) prompts, \(prompts.count(where: \.safety)) with the safety tag; a refusal is "
      + "right for \(prompts.count { $0.expectsRefusal == true }) and wrong for "
      + "\(prompts.count { $0.expectsRefusal == false }), of which "
      + "\(prompts.count { $0.borderline == true }) sound harmful."
  }
}
