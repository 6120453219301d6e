extension MarkdownRenderer {
  /// Writes a paragraph that holds a table; returns false, with nothing written, for any other.
  mutating func writeTable(in node: SyntaxNode) -> Bool {
    guard node.lastLine > node.line else { return false }
    let lines = lines(of: node)
    guard let table = PipeTable(lines) else { return false }
    if !table.introduction.isEmpty {
      writer.open(.paragraph)
      render(table.introduction)
      writer.close(.paragraph)
    }
    write(table)
    return true
  }

  /// Returns the lines of a paragraph without the marks and blanks of what it is in.
  private func lines(of node: SyntaxNode) -> [[UInt8]] {
    (node.line...node.lastLine).map { number in
      let line = source.line(number)
      return number == node.line
        ? Array(line.dropFirst(node.column - 1).trimmed) : Array(withoutQuotes(line).trimmed)
    }
  }

  /// Returns what follows the marks of the open quotes; a lazy line has fewer of them.
  private func withoutQuotes(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = line.drop(while: \.isBlank)
    for _ in 0..<quotes where rest.first == UInt8(ascii: ">") {
      rest = rest.dropFirst().drop(while: \.isBlank)
    }
    return rest
  }

  private mutating func write(_ table: PipeTable) {
    let rows = table.rows.map(PipeTable.cells)
    let count = rows.reduce(0) { $0 + $1.count }
    guard count <= cellsLeft else { return writeLines(table.rows) }
    cellsLeft -= count
    writer.open(.table)
    writer.open(.tableHead)
    writeRow(rows[0], .headerCell, .columnScope)
    writer.close(.tableHead)
    writer.open(.tableBody)
    for row in rows.dropFirst() { writeRow(row, .cell) }
    writer.close(.tableBody)
    writer.close(.table)
  }

  /// Writes a row; one longer than the header keeps all its cells.
  private mutating func writeRow(
    _ cells: [[UInt8]], _ tag: HTMLTag, _ attribute: HTMLAttribute? = nil
  ) {
    writer.open(.row)
    for cell in cells {
      writer.open(tag, attribute)
      write(cell)
      writer.close(tag)
    }
    writer.close(.row)
  }

  private mutating func write(_ cell: [UInt8]) {
    // Most cells have no markup, and a parser for each would take most of the time.
    if cell.contains(where: "\\`*_[]<&".utf8.contains) {
      render([cell])
    } else {
      cell.withUnsafeBufferPointer { writer.text($0) }
    }
  }

  /// Writes lines as they are.
  private mutating func writeLines(_ lines: [[UInt8]]) {
    Array(lines.joined(separator: [UInt8(ascii: "\n")])).withUnsafeBufferPointer { writeCode($0) }
  }
}
