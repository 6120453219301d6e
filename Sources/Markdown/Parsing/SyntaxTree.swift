import CCMark

/// The tree that cmark makes of a text, walked without recursion.
struct SyntaxTree: ~Copyable {
  /// Whether a node is entered or left; nodes without children are only entered.
  enum Event {
    case enter(SyntaxNode)
    case leave(SyntaxNode)
  }

  private let root: OpaquePointer
  private let iterator: OpaquePointer

  /// Parses a source.
  init(_ source: MarkdownSource) {
    let root = source.bytes.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        cmark_parse_document($0.baseAddress, $0.count, CMARK_OPT_DEFAULT)
      }
    }
    guard let root, let iterator = cmark_iter_new(root) else {
      preconditionFailure("SyntaxTree: cmark has no memory for a tree")
    }
    self.root = root
    self.iterator = iterator
  }

  deinit {
    cmark_iter_free(iterator)
    cmark_node_free(root)
  }

  /// Returns the next event, nil at the end.
  mutating func next() -> Event? {
    let event = cmark_iter_next(iterator)
    guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return nil }
    return event == CMARK_EVENT_ENTER ? .enter(SyntaxNode(node)) : .leave(SyntaxNode(node))
  }

  /// Continues behind a node that was just entered.
  mutating func skip(_ node: SyntaxNode) {
    cmark_iter_reset(iterator, node.pointer, CMARK_EVENT_EXIT)
  }
}
