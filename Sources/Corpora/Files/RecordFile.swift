import Files
package import Foundation

/// A file of rows: a JSON array, JSON lines or comma-separated values, compressed by gzip or not.
///
/// Rows are handed over one at a time, so that only what is made of them stays in memory.
package struct RecordFile {
  /// The most bytes of a file, once inflated.
  package static let largest = 4 << 30
  /// The most bytes of a row.
  static let longestRow = 16 << 20

  /// The file's place.
  package let url: URL
  /// The file's name as messages give it.
  package let name: String
  private let watch: () throws -> Void

  /// Names a file; nothing is read yet, and `watch` may throw while it is, to end the reading.
  package init(_ url: URL, watch: @escaping () throws -> Void = {}) {
    (self.url, self.watch) = (url, watch)
    name = url.lastPathComponent
  }

  /// The file's name without its endings, used to name rows that have no name.
  var stem: String { String(name.prefix { $0 != "." }) }

  /// Whether the name is that of a table.
  var isTable: Bool { name.hasSuffix(".csv") || name.hasSuffix(".csv.gz") }

  /// Reads the rows without interpreting them.
  package func rows() throws -> [RawRow] {
    var rows: [RawRow] = []
    try eachRow { rows.append($0) }
    return rows
  }

  /// Hands over the rows without interpreting them, in the file's order.
  func eachRow(_ body: (RawRow) throws -> Void) throws {
    var count = 0
    func watched(_ row: RawRow) throws {
      count += 1
      if count.isMultiple(of: 1 << 10) { try watch() }
      try body(row)
    }
    try contents(limit: Self.largest).withUnsafeBytes { bytes in
      switch bytes.first(where: { !" \t\r\n".utf8.contains($0) }) {
      case nil: return
      case UInt8(ascii: "[") where !isTable: try eachElement(of: bytes, watched)
      case UInt8(ascii: "{") where !isTable: try eachLine(of: bytes, watched)
      case _ where isTable: try eachTableRow(of: bytes, watched)
      default:
        throw CorporaError.brokenFile(
          file: name,
          reason: "neither JSON, JSON lines nor a .csv table; give a file in one of these forms")
      }
    }
  }

  /// Returns what the file holds, inflated and without a byte order mark.
  func contents(limit: Int) throws -> Data {
    do {
      let data = try plainContents(limit: limit)
      let mark = Data([0xef, 0xbb, 0xbf])
      return data.starts(with: mark) ? data.dropFirst(mark.count) : data
    } catch let error as BoundedFileError {
      switch error {
      case .missing: throw CorporaError.unreadable(file: url.path, reason: "there is no such file")
      case .unreadable(_, let reason): throw CorporaError.unreadable(file: url.path, reason: reason)
      case .notPlain, .tooLarge: throw error
      }
    }
  }

  private func plainContents(limit: Int) throws -> Data {
    let file = try BoundedFile(url, limit: limit)
    var data = Data()
    var gzip: Gzip?
    var isFirst = true
    try file.pieces { piece in
      try watch()
      if isFirst {
        isFirst = false
        if Gzip.isCompressed(piece) {
          gzip = try Gzip(file: name, limit: limit)
        } else {
          data.reserveCapacity(file.size)
        }
      }
      if let gzip { try gzip.take(piece) } else { data.append(contentsOf: piece) }
    }
    try gzip?.finish()
    return gzip?.data ?? data
  }
}
