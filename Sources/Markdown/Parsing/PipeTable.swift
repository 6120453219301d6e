/// A table of the kind that GitHub reads: lines of cells between pipes, the second of dashes.
struct PipeTable {
  /// The lines before the table in the same paragraph.
  let introduction: ArraySlice<[UInt8]>
  /// The header and the rows, without the line of dashes.
  let rows: [[UInt8]]

  /// Finds the table in the lines of a paragraph.
  init?(_ lines: [[UInt8]]) {
    let found = lines.indices.dropFirst().first {
      let dashes = Self.dashes(lines[$0])
      return dashes > 0 && Self.cells(of: lines[$0 - 1]).count == dashes
    }
    guard let found else { return nil }
    introduction = lines[..<(found - 1)]
    rows = [lines[found - 1]] + lines[(found + 1)...]
  }

  /// Returns the cells of a line: pipes behind a backslash belong to them.
  static func cells(of line: [UInt8]) -> [[UInt8]] {
    var cells: [[UInt8]] = [[]]
    var isEscaped = false
    for byte in line.trimmed {
      let last = cells.count - 1
      if byte != UInt8(ascii: "|") {
        cells[last].append(byte)
      } else if isEscaped {
        // The backslash was for the table; inside code it would be shown.
        cells[last][cells[last].count - 1] = byte
      } else {
        cells.append([])
      }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    }
    return cells.withoutEmptyEnds.map { Array($0.trimmed) }
  }

  /// Returns how many cells a line of dashes has, 0 if it is none.
  private static func dashes(_ line: [UInt8]) -> Int {
    guard line.contains(UInt8(ascii: "|")),
      line.allSatisfy({ "|-: \t".utf8.contains($0) })
    else { return 0 }
    let cells = cells(of: line)
    return cells.allSatisfy(isDashes) ? cells.count : 0
  }

  private static func isDashes(_ cell: [UInt8]) -> Bool {
    var dashes = cell[...]
    if dashes.first == UInt8(ascii: ":") { dashes.removeFirst() }
    if dashes.last == UInt8(ascii: ":") { dashes.removeLast() }
    return !dashes.isEmpty && dashes.allSatisfy { $0 == UInt8(ascii: "-") }
  }
}

extension [[UInt8]] {
  /// The cells without those outside of the first and the last pipe.
  fileprivate var withoutEmptyEnds: ArraySlice<[UInt8]> {
    var cells = self[...]
    if cells.count > 1, cells.first?.allSatisfy(\.isBlank) == true { cells.removeFirst() }
    if cells.count > 1, cells.last?.allSatisfy(\.isBlank) == true { cells.removeLast() }
    return cells
  }
}

extension Collection where Element == UInt8 {
  /// The bytes without blanks at either end.
  var trimmed: SubSequence {
    let start = drop(while: \.isBlank)
    var end = start.endIndex
    while end > start.startIndex, let last = start[..<end].suffix(1).first, last.isBlank {
      end = start[..<end].suffix(1).startIndex
    }
    return start[..<end]
  }
}
