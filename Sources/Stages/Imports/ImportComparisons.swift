import Artifacts
package import Corpora
package import Foundation
import Objectives
package import Pipelines

/// The options of `import-comparisons`.
package struct ImportComparisonsConfiguration: StageConfiguration, Hashable {
  /// The files, absolute or relative to the data folder.
  package var paths: [String] = []
  /// The domain of pairs whose rows do not name one.
  package var domain = Domain.helpfulness
  /// Whether unusable rows stop the import or are dropped and counted.
  package var unusableRows = RowPolicy.drop
  /// Whether rows with two identical answers stop the import or are dropped and counted.
  package var identicalAnswers = RowPolicy.refuse
  /// The number of rows sampled from all files together; 0 is all.
  package var limit = 0

  /// All rows of files yet to be named, judged by helpfulness.
  package static let standard = ImportComparisonsConfiguration()

  /// The seed matters only where a limit subsamples the rows.
  package var drawsBySeed: Bool { limit > 0 }

  package static let rules: [OptionRule<Self>] = [
    .importedPaths,
    .choice(
      "domain", Domain.self,
      "The domain, helpfulness or safety, of pairs whose rows do not name one."),
    .unusableRows,
    .choice(
      "identicalAnswers", RowPolicy.self,
      "Whether a row with two identical answers stops the import or is dropped and counted."),
    .importLimit("rows"),
  ]

  package func validate() throws {
    try checkRules()
    try ImportedFiles.check(paths)
  }
}

/// Imports comparisons labelled elsewhere; labels missing from a row stay missing.
package struct ImportComparisons: Stage {
  /// Creates the stage.
  package init() {}

  package var description: StageDescription {
    StageDescription(
      kind: "import-comparisons", version: 2, summary: "Imports comparisons from files.",
      outputs: [
        OutputSlot(
          "comparisons", kind: "comparisons",
          "The comparisons in a uniform format.")
      ]
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

  /// The labels that the rows carry, and how well content-blind baselines predict the preferences.
  private func table(_ rows: [Comparison]) -> ReportTable {
    let longer = NullBaseline.longerWins(
      chosenLengths: rows.map(\.chosen.count), rejectedLengths: rows.map(\.rejected.count))
    let counts = [
      ("comparisons", rows.count), ("prompts", Set(rows.map(\.promptKey)).count),
      ("by helpfulness", rows.count { $0.domain == .helpfulness }),
      ("by safety", rows.count { $0.domain == .safety }),
      ("with a strength", rows.count { $0.strength != nil }),
      ("with a margin", rows.count { $0.margin != nil }),
      ("with a truncated answer", rows.count(where: \.hasCutAnswer)),
      ("with a safety bin", rows.count { $0.safetyBin != nil }),
    ]
    let cells = counts.map { [ReportTable.Cell.text($0.0), .number(Double($0.1), digits: 0)] }
    return ReportTable(
      title: "What was preferred", columns: ["measure", "value"],
      rows: cells + [
        [.text("share in which the longer answer was preferred"), .interval(longer.interval)]
      ])
  }
}
