import Randomness

extension Array {
  /// Returns as many elements as the limit allows, drawn by seed, in their order; 0 is all.
  ///
  /// The first rows of a file are rarely like the others: files are sorted by topic or source.
  package func drawn(_ limit: Int, seed: UInt64, stream: String) -> [Element] {
    guard limit > 0, count > limit else { return self }
    var random = Random(seed, stream: stream)
    return random.permuted([Int](indices)).prefix(limit).sorted().map { self[$0] }
  }
}

extension RowCounts {
  /// Draws as many rows as the limit allows, 0 being all, and counts the others as left out.
  package mutating func draw<Row>(
    _ limit: Int, of rows: [Row], as what: String, seed: UInt64
  ) -> [Row] {
    let drawn = rows.drawn(limit, seed: seed, stream: what)
    for _ in drawn.count..<rows.count { drop("beyond the \(what)") }
    return drawn
  }
}
