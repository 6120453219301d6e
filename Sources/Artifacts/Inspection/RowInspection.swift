import Foundation
import GRDB

/// Checks every value of every row, and names what cannot be read back, without using it.
enum RowInspection {
  /// How many rows of a table are reported; a table that is all wrong needs no more.
  private static let mostNamed = 20

  static func findings(_ database: Database) throws -> [Finding] {
    try StoredTable.allCases.filter { $0 != .schema }.flatMap { try findings(database, $0) }
  }

  private static func findings(_ database: Database, _ table: StoredTable) throws -> [Finding] {
    guard try database.tableExists(table.rawValue) else { return [] }
    var findings: [Finding] = []
    var others = 0
    try database.forEachRow(of: table, "SELECT * FROM \"\(table.rawValue)\"") { row in
      guard let (kind, error) = try fault(of: row, table) else { return }
      guard findings.count < mostNamed else {
        others += 1
        return
      }
      findings.append(Finding(kind, table.rawValue, error.description))
    }
    guard others > 0 else { return findings }
    let sentence = "\(others) more rows of table '\(table.rawValue)' cannot be used."
    return findings + [Finding(.unreadableRow, table.rawValue, sentence)]
  }

  /// Returns what is wrong with the first column of a row that is not as it must be.
  private static func fault(
    of row: StoredRow, _ table: StoredTable
  ) throws -> (Finding.Kind, StoreError)? {
    for name in row.columns {
      do {
        if let column = table.columns[name] {
          try column.check(name, of: row)
        } else {
          try row.checkText(name)
        }
      } catch let error as StoreError {
        guard case .badRow = error else { throw error }
        return (table.columns[name]?.findingKind ?? .unreadableRow, error)
      }
    }
    return nil
  }
}

extension StoredColumn {
  /// What a value is called that cannot be used.
  fileprivate var findingKind: Finding.Kind {
    switch self {
    case .name, .optionalName, .path: .unsafeName
    case .manifest: .unreadableManifest
    case .json: .unreadableRecord
    default: .unreadableRow
    }
  }
}
