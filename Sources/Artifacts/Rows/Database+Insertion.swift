import GRDB

/// What happens to a row whose key is there already.
enum InsertionConflict: String {
  case fail = "INSERT"
  case keep = "INSERT OR IGNORE"
  case replace = "INSERT OR REPLACE"
}

extension Database {
  /// Adds a row by the names of its columns; columns that are not named get their default.
  func insert(
    into table: StoredTable, ifThere conflict: InsertionConflict = .fail,
    _ values: KeyValuePairs<String, (any DatabaseValueConvertible)?>
  ) throws {
    let columns = values.map(\.key).joined(separator: ", ")
    let places = Array(repeating: "?", count: values.count).joined(separator: ", ")
    let statement = try cachedStatement(
      sql: "\(conflict.rawValue) INTO \(table.rawValue) (\(columns)) VALUES (\(places))")
    try statement.execute(arguments: StatementArguments(values.map(\.value)))
  }
}
