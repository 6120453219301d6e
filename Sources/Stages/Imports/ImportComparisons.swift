import Artifacts
package import Corpora
package import Foundation
import Objectives
package import Pipelines

/// The options of `import-comparisons`.
package struct ImportComparisonsConfiguration: StageConfiguration, Hashable {
  /// The files, absolute or below the data folder.
  package var paths: [String] = []
  /// What the pairs were judged by, where the rows do not say.
  package var domain = Domain.helpfulness
  /// Whether rows that cannot be used are left out and counted, or refused.
  package var unusableRows = RowPolicy.drop
  /// Whether rows with two identical answers are refused, or left out and counted.
  package var identicalAnswers = RowPolicy.refuse
  /// The number of rows used of all files together, drawn at random; 0 is all.
  package var limit = 0

  /// All rows of no file yet, judged by helpfulness.
  package static let standard = ImportComparisonsConfiguration()

  /// Only rows that a limit chooses are drawn.
  package var drawsBySeed: Bool { limit > 0 }

  package static let rules: [OptionRule<Self>] = [
    .importedPaths,
    .choice(
      "domain", Domain.self,
      "What the pairs were judged by, where the rows do not say."),
    .unusableRows,
    .choice(
      "identicalAnswers", RowPolicy.self,
      "Whether a row with two identical answers stops the import or is left out and counted."),
    .importLimit("rows"),
  ]

  package func validate() throws {
    try checkRules()
    try ImportedFiles.check(paths)
  }
}

/// Reads comparisons that were made elsewhere; labels that rows do not have stay absent.
package struct ImportComparisons: Stage {
  /// Creates the stage.
  package init() {}

  package var description: StageDescription {
    StageDescription(
      kind: "import-comparisons", version: 2, summary: "Reads comparisons from files.",
      outputs: [OutputSlot("comparisons", kind: "comparisons", "The comparisons, in one form.")]
    )
    .reading(filesAt: "paths")
  }

  package func externalInputs(
    _ configuration: ImportComparisonsConfiguration, baseFolder: URL
  ) throws -> [URL] {
    configuration.paths.map { URL(dataPath: $0, below: baseFolder) }
  }

  package func run(
    _ configuration: ImportComparisonsConfiguration, in context: StageContext
  ) throws {
    let files = ImportedFiles(
      configuration.paths, baseFolder: context.baseFolder, limit: configuration.limit)
    let options = ImportOptions(
      rows: configuration.unusableRows, identicalAnswers: configuration.identicalAnswers,
      domain: configuration.domain)
    let imported = try files.rows(context) { try $0.comparisons(options) }
    try context.write(imported.rows, as: .comparisons, to: "comparisons")
    context.report(
      ReportSection(
        title: "Comparisons",
        items: [.table(table(imported.rows)), .table(.rows(imported.counts))]))
  }

  /// What the rows carry, and how much of them a content-blind baseline explains.
  private func table(_ rows: [Comparison]) -> ReportTable {
    let longer = NullBaseline.longerWins(
      chosenLengths: rows.map(\.chosen.count), rejectedLengths: rows.map(\.rejected.count))
    let counts = [
      ("comparisons", rows.count), ("prompts", Set(rows.map(\.promptKey)).count),
      ("by helpfulness", rows.count { $0.domain == .helpfulness }),
      ("by safety", rows.count { $0.domain == .safety }),
      ("with a strength", rows.count { $0.strength != nil }),
      ("with a margin of their own", rows.count { $0.margin != nil }),
      ("with an answer that was cut", rows.count(where: \.hasCutAnswer)),
      ("with a safety bin", rows.count { $0.safetyBin != nil }),
    ]
    let cells = counts.map { [ReportTable.Cell.text($0.0), .number(Double($0.1), digits: 0)] }
    return ReportTable(
      title: "What was preferred", columns: ["measure", "value"],
      rows: cells + [
        [.text("share whose longer answer was preferred"), .interval(longer.interval)]
      ])
  }
}
