import CCMark

extension SyntaxNode {
  /// Returns what a block is.
  static func block(_ node: OpaquePointer) -> Kind? {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_DOCUMENT: .document
    case CMARK_NODE_BLOCK_QUOTE: .quote
    case CMARK_NODE_LIST: list(node)
    case CMARK_NODE_ITEM: .item
    case CMARK_NODE_CODE_BLOCK: .codeBlock
    case CMARK_NODE_HTML_BLOCK: .rawBlock
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_HEADING: .heading(level: Int(cmark_node_get_heading_level(node)))
    case CMARK_NODE_THEMATIC_BREAK: .rule
    default: nil
    }
  }

  /// Returns what a node inside a block is.
  static func inline(_ node: OpaquePointer) -> Kind {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_CODE: .code
    case CMARK_NODE_HTML_INLINE: .rawInline
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_LINK: .link
    case CMARK_NODE_IMAGE: .image
    // Custom nodes are never parsed, only added by programs.
    default: .text
    }
  }

  private static func list(_ node: OpaquePointer) -> Kind {
    guard cmark_node_get_list_type(node) == CMARK_ORDERED_LIST else { return .bulletList }
    return .orderedList(start: Int(cmark_node_get_list_start(node)))
  }
}
