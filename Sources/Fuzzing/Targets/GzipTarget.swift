import Corpora

extension FuzzTarget {
  /// A compressed file of rows.
  static let gzip = FuzzTarget("gzip") { bytes, scratch in
    _ = try RecordFile(scratch.place(bytes, "rows.jsonl.gz")).rows()
  }
}
