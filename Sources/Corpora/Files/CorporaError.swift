/// What can be wrong with a file of rows; each case is a fact with its place.
package enum CorporaError: Error, Equatable, CustomStringConvertible {
  case unreadable(file: String, reason: String)
  case brokenArchive(file: String, reason: String)
  case brokenLine(file: String, line: Int, reason: String)
  case brokenFile(file: String, reason: String)
  case unknownForm(RowPlace, keys: [String], accepted: [String])
  case wrongValue(RowPlace, key: String, value: String, allowed: String)
  case identicalAnswers(RowPlace)
  case unusableRow(RowPlace, reason: String)
  case nothingUsable(file: String, counts: RowCounts)

  package var description: String {
    switch self {
    case .unreadable(let file, let reason):
      "\(file): cannot be read (\(reason)); check the path and its permissions."
    case .brokenArchive(let file, let reason):
      "\(file): the compressed data is damaged (\(reason)); fetch or compress the file again."
    case .brokenLine(let file, let line, let reason):
      "\(file), line \(line): not a JSON object (\(reason)); repair or remove the line."
    case .brokenFile(let file, let reason):
      "\(file): \(reason)."
    case .unknownForm(let place, let keys, let accepted):
      "\(place): no known form has the keys \(Self.list(keys)); "
        + "accepted are \(accepted.joined(separator: "; "))."
    case .wrongValue(let place, let key, let value, let allowed):
      "\(place): '\(key)' is \(value); allowed is \(allowed)."
    case .identicalAnswers(let place):
      "\(place): chosen and rejected are identical, so there is nothing to compare; "
        + "remove the row, or let the import drop and count such rows."
    case .unusableRow(let place, let reason):
      "\(place): \(reason); repair or remove the row, or let the import drop and count such rows."
    case .nothingUsable(let file, let counts):
      "\(file): none of its \(counts.read) rows can be used"
        + "\(counts.reasons.isEmpty ? "" : " (\(counts.reasons))"); check that it is the file "
        + "meant."
    }
  }

  private static func list(_ keys: [String]) -> String {
    keys.isEmpty ? "(none)" : keys.map { "'\($0)'" }.joined(separator: ", ")
  }
}

/// The place of a row, as a person would look it up.
package struct RowPlace: Hashable, Sendable, CustomStringConvertible {
  /// The file's name.
  package var file: String
  /// The row's number, counted from one.
  package var row: Int
  /// What the number counts: lines of a JSONL file, rows of others.
  package var unit: Unit

  /// What a row's number counts.
  package enum Unit: String, Sendable { case line, row }

  /// Creates the place of a row.
  package init(file: String, row: Int, unit: Unit = .row) {
    self.file = file
    self.row = row
    self.unit = unit
  }

  package var description: String { "\(file), \(unit.rawValue) \(row)" }
}

extension RowCounts {
  /// The reasons with their counts, most frequent first, as one phrase.
  package var reasons: String {
    dropped.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key): \($0.value)" }.joined(separator: ", ")
  }
}
