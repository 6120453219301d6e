import Corpora

extension FuzzTarget {
  /// A file of rows in JSON, read in one of the forms that rows have.
  static let json = FuzzTarget("json") { bytes, scratch in
    let file = RecordFile(try scratch.place(bytes, "rows.json"))
    switch bytes.count % 5 {
    case 0: _ = try file.rows()
    case 1: _ = try file.prompts()
    case 2: _ = try file.demonstrations()
    case 3: _ = try file.comparisons()
    default: _ = try file.dialogues()
    }
  }
}
