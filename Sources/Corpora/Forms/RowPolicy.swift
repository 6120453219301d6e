/// What happens to a row that is well-formed but cannot be used.
package enum RowPolicy: String, Codable, CaseIterable, Sendable {
  /// The import stops with an error that names the row.
  case refuse
  /// The row is left out and counted.
  case drop
}

/// How the rows of a file are imported.
package struct ImportOptions: Codable, Hashable, Sendable {
  /// What happens to rows that cannot be used: no answer, odd role order, and the like.
  package var rows: RowPolicy
  /// What happens to comparisons whose two answers are identical.
  package var identicalAnswers: RowPolicy
  /// What the comparisons were judged by, where the rows do not say.
  package var domain: Domain
  /// Whether prompts carry the safety tag, where the rows do not say.
  package var safety: Bool

  /// Creates options; by default unusable rows are counted and identical answers are refused.
  package init(
    rows: RowPolicy = .drop, identicalAnswers: RowPolicy = .refuse,
    domain: Domain = .helpfulness, safety: Bool = false
  ) {
    self.rows = rows
    self.identicalAnswers = identicalAnswers
    self.domain = domain
    self.safety = safety
  }
}

/// The usable rows of a file, and an account of the others.
package struct ImportedRows<Row: Sendable>: Sendable {
  /// The rows, in the file's order.
  package var rows: [Row]
  /// How many rows were read, used and left out.
  package var counts: RowCounts
}
