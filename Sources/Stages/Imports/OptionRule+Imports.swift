import Corpora
import Pipelines

// Options common to all row imports.
extension OptionRule {
  /// The files to read.
  static var importedPaths: OptionRule {
    .text(
      "paths",
      "The files to read, absolute or relative to the --data folder: JSON or JSONL, optionally "
        + "gzipped."
    ).required()
  }

  /// How unusable rows are handled.
  static var unusableRows: OptionRule {
    .choice(
      "unusableRows", RowPolicy.self,
      "Whether a well-formed but unusable row stops the import or is dropped and counted.")
  }

  /// The size of a random subsample of all files.
  static func importLimit(_ unit: String) -> OptionRule {
    .limit(
      "limit", unit,
      "How many \(unit) to sample at random from all files together; 0 is all.")
  }
}
