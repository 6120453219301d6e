/// Writes our own HTML for a tree; nothing that the parser could render is used.
struct MarkdownRenderer {
  /// What is written where a node is left.
  enum Ending {
    case nothing
    case block(HTMLTag)
    case list(HTMLTag)
    case quote
    case inline(HTMLTag)
    case marks(String)
    case anchor
  }

  let source: MarkdownSource
  let links: LinkStyle
  /// What has been written.
  var writer = HTMLWriter()
  /// How many cells tables may still have: each is parsed by itself.
  var cellsLeft = 10_000
  /// The endings of the open nodes.
  var endings: [Ending] = []
  /// How many quotes are open.
  var quotes = 0
  /// How many nodes inside a block are open.
  var inlines = 0
  /// Whether a link is open that can be followed.
  var isInAnchor = false
  /// The next number of each open list, nil for lists without numbers.
  var numbers: [Int?] = []

  /// Prepares for the text of a source.
  init(_ source: MarkdownSource, links: LinkStyle) {
    self.source = source
    self.links = links
  }

  /// Writes the whole source.
  mutating func render() {
    var tree = SyntaxTree(source)
    while let event = tree.next() {
      switch event {
      case .enter(let node):
        if case .paragraph = node.kind, writeTable(in: node) {
          tree.skip(node)
        } else {
          enter(node)
        }
      case .leave(let node): leave(node)
      }
    }
  }

  /// Writes lines of a paragraph without an element around them.
  mutating func render(_ lines: some Sequence<[UInt8]>) {
    var tree = SyntaxTree(MarkdownSource(paragraph: lines))
    while let event = tree.next() {
      switch event {
      case .enter(let node):
        if case .paragraph = node.kind { endings.append(.nothing) } else { enter(node) }
      case .leave(let node): leave(node)
      }
    }
  }

  private mutating func enter(_ node: SyntaxNode) {
    switch node.kind {
    case .text, .rawInline: writer.text(node.literal)
    case .lineBreak: writer.open(.lineBreak)
    case .code:
      writer.open(.code)
      writer.text(node.literal)
      writer.close(.code)
    case .emphasis: beginInline(.emphasis, marks: "*")
    case .strong: beginInline(.strong, marks: "**")
    case .link: beginLink(node)
    case .image: beginInline(.span, .kind("image"))
    default: enterBlock(node)
    }
  }

  private mutating func leave(_ node: SyntaxNode) {
    switch endings.popLast() ?? .nothing {
    case .nothing: break
    case .block(let tag): writer.close(tag)
    case .list(let tag):
      numbers.removeLast()
      writer.close(tag)
    case .quote:
      quotes -= 1
      writer.close(.quote)
    case .inline(let tag):
      endInline(node)
      writer.close(tag)
    case .marks(let marks):
      endInline(node)
      writer.text(marks)
    case .anchor: endAnchor(node)
    }
  }
}
