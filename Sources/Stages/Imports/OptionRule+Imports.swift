import Corpora
import Pipelines

// Options that all imports of rows have.
extension OptionRule {
  /// The files to read.
  static var importedPaths: OptionRule {
    .text(
      "paths",
      "The files to read, absolute or below the folder of --data: JSON, JSONL or either "
        + "compressed with gzip."
    ).required()
  }

  /// What happens to rows that cannot be used.
  static var unusableRows: OptionRule {
    .choice(
      "unusableRows", RowPolicy.self,
      "Whether a row that is well formed but cannot be used stops the import or is left out and "
        + "counted.")
  }

  /// How many rows of all files are used.
  static func importLimit(_ unit: String) -> OptionRule {
    .limit(
      "limit", unit,
      "How many \(unit) of all files together are used, drawn at random; 0 is all.")
  }
}
