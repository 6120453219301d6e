extension MarkdownRenderer {
  // Browsers stop nesting elements somewhere beyond this and lay deep ones out slowly.
  private static let deepestInline = 32

  /// Opens an element inside a block, or writes its marks where elements nest too deeply.
  mutating func beginInline(
    _ tag: HTMLTag, _ attribute: HTMLAttribute? = nil, marks: String = ""
  ) {
    inlines += 1
    if inlines <= Self.deepestInline {
      writer.open(tag, attribute)
      endings.append(.inline(tag))
    } else {
      writer.text(marks)
      endings.append(.marks(marks))
    }
  }

  /// Opens a link that can be followed, if that is wanted and its address is safe.
  mutating func beginLink(_ node: SyntaxNode) {
    guard links == .followed, !isInAnchor, let address = LinkAddress(node.address) else {
      beginInline(.span, .kind("link"))
      return
    }
    inlines += 1
    isInAnchor = true
    writer.open(.anchor, .address(address))
    endings.append(.anchor)
  }

  /// Ends what is inside an element: a link or an image with its address.
  mutating func endInline(_ node: SyntaxNode) {
    inlines -= 1
    switch node.kind {
    case .link, .image: writeAddress(of: node)
    default: break
    }
  }

  /// Closes a link that can be followed.
  mutating func endAnchor(_ node: SyntaxNode) {
    inlines -= 1
    isInAnchor = false
    writer.close(.anchor)
    guard !node.title.isEmpty else { return }
    writer.text(" (")
    writer.text(node.title)
    writer.text(")")
  }

  /// Writes an address in parentheses, with the title if there is one.
  private mutating func writeAddress(of node: SyntaxNode) {
    guard !node.isItsOwnText || !node.title.isEmpty else { return }
    writer.text(" (")
    writer.text(node.address)
    if !node.title.isEmpty {
      writer.text(" \"")
      writer.text(node.title)
      writer.text("\"")
    }
    writer.text(")")
  }
}
