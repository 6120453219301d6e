/// Why a well-formed row cannot be used; the raw value is the reason that is counted.
enum RowFault: String, Error {
  case noAnswer = "no answer"
  case unreadableAnswer = "answer is not a text"
  case noPrompt = "no prompt"
  case oddRoleOrder = "odd role order"
  case malformedTranscript = "malformed transcript"
  case differentContexts = "contexts differ before the last answer"
  case identicalAnswers = "identical answers"
  case chosenUnsafe = "chosen unsafe and rejected safe"
  case tie = "no majority among annotators"
}

extension RecordFile {
  /// Reads every row with a reader, counting or refusing what cannot be used.
  func imported<Row>(
    _ options: ImportOptions, _ read: (RawRow) throws -> Row
  ) throws -> ImportedRows<Row> {
    var result = ImportedRows<Row>(rows: [], counts: RowCounts())
    try eachRow { row in
      do {
        result.rows.append(try read(row))
        result.counts.use()
      } catch let fault as RowFault {
        try fault.check(options, at: row.place)
        result.counts.drop(fault.rawValue)
      }
    }
    guard result.counts.used > 0 else {
      throw CorporaError.nothingUsable(file: name, counts: result.counts)
    }
    return result
  }
}

extension RowFault {
  /// Throws where the options refuse such a row.
  func check(_ options: ImportOptions, at place: RowPlace) throws {
    if self == .identicalAnswers {
      if options.identicalAnswers == .refuse { throw CorporaError.identicalAnswers(place) }
    } else if options.rows == .refuse {
      throw CorporaError.unusableRow(place, reason: rawValue)
    }
  }
}
