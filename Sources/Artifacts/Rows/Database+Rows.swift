import GRDB

extension Database {
  /// Returns what is read from each row of a query; the first row that cannot be read is an error.
  func rows<Value>(
    of table: StoredTable, _ sql: String, _ arguments: StatementArguments = [],
    _ read: (StoredRow) throws -> Value
  ) throws -> [Value] {
    var values: [Value] = []
    try forEachRow(of: table, sql, arguments) { values.append(try read($0)) }
    return values
  }

  /// Looks at each row of a query; none is kept.
  func forEachRow(
    of table: StoredTable, _ sql: String, _ arguments: StatementArguments = [],
    _ look: (StoredRow) throws -> Void
  ) throws {
    let cursor = try Row.fetchCursor(self, sql: sql, arguments: arguments)
    while let row = try cursor.next() { try look(StoredRow(row, of: table)) }
  }

  /// Returns what is read from the first row of a query, or nil if it has none.
  func row<Value>(
    of table: StoredTable, _ sql: String, _ arguments: StatementArguments = [],
    _ read: (StoredRow) throws -> Value
  ) throws -> Value? {
    let cursor = try Row.fetchCursor(cachedStatement(sql: sql), arguments: arguments)
    return try cursor.next().map { try read(StoredRow($0, of: table)) }
  }

  /// Returns what is read from each row that can be read; a check names the others on its own.
  func readableRows<Value>(
    of table: StoredTable, _ sql: String, _ arguments: StatementArguments = [],
    _ read: (StoredRow) throws -> Value
  ) throws -> [Value] {
    var values: [Value] = []
    try forEachRow(of: table, sql, arguments) { row in
      do { values.append(try read(row)) } catch StoreError.badRow { return }
    }
    return values
  }

  /// Returns whether a condition on rows, such as "run WHERE id = ?", is met by one.
  func exists(_ condition: String, _ arguments: StatementArguments = []) throws -> Bool {
    let statement = try cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM \(condition))")
    return try Bool.fetchOne(statement, arguments: arguments) ?? false
  }
}
