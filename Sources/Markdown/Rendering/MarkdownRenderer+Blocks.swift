extension MarkdownRenderer {
  /// Opens a block, or writes one that has no parts.
  mutating func enterBlock(_ node: SyntaxNode) {
    switch node.kind {
    case .quote:
      quotes += 1
      begin(.quote, ending: .quote)
    case .bulletList:
      numbers.append(nil)
      begin(.bulletList, ending: .list(.bulletList))
    case .orderedList(let start):
      numbers.append(start)
      begin(.orderedList, start == 1 ? nil : .start(start), ending: .list(.orderedList))
    case .item: beginItem(node)
    case .heading(let level): begin(.heading(level: level))
    case .paragraph where !node.isTight: begin(.paragraph)
    case .rule: writer.open(.rule)
    case .rawBlock: writeCode(node.literal)
    case .codeBlock: writeCodeBlock(node)
    default: endings.append(.nothing)
    }
  }

  /// Writes preformatted text.
  mutating func writeCode(_ code: UnsafeBufferPointer<UInt8>) {
    writer.open(.pre)
    writer.open(.code)
    writer.text(code, lineBreaks: .kept)
    writer.close(.code)
    writer.close(.pre)
  }

  private mutating func begin(_ tag: HTMLTag) {
    begin(tag, ending: .block(tag))
  }

  private mutating func begin(
    _ tag: HTMLTag, _ attribute: HTMLAttribute? = nil, ending: Ending
  ) {
    writer.open(tag, attribute)
    endings.append(ending)
  }

  /// Opens an item with the number that stands in the text, which need not be the next one.
  private mutating func beginItem(_ node: SyntaxNode) {
    var value: HTMLAttribute?
    if let last = numbers.indices.last, let next = numbers[last] {
      let number = source.number(line: node.line, column: node.column) ?? next
      value = number == next ? nil : .value(number)
      numbers[last] = number + 1
    }
    begin(.item, value, ending: .block(.item))
  }

  /// Writes a block of code below the words behind its fence, such as its language.
  private mutating func writeCodeBlock(_ node: SyntaxNode) {
    guard !node.info.isEmpty else { return writeCode(node.literal) }
    writer.open(.figure)
    writer.open(.caption)
    writer.text(node.info)
    writer.close(.caption)
    writeCode(node.literal)
    writer.close(.figure)
  }
}
