import Corpora

extension FuzzTarget {
  /// A table of comma-separated values.
  static let csv = FuzzTarget("csv") { bytes, scratch in
    let file = RecordFile(try scratch.place(bytes, "rows.csv"))
    _ = bytes.count % 2 == 0 ? try file.rows().count : try file.prompts().rows.count
  }
}
