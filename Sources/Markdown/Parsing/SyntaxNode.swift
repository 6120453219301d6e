import CCMark
import Glibc

/// A node of a tree; valid as long as the tree is.
struct SyntaxNode {
  /// What a node is.
  enum Kind {
    case document
    case quote
    case bulletList
    case orderedList(start: Int)
    case item
    case codeBlock
    case rawBlock
    case paragraph
    case heading(level: Int)
    case rule
    case text
    case lineBreak
    case code
    case rawInline
    case emphasis
    case strong
    case link
    case image
  }

  let pointer: OpaquePointer
  let kind: Kind

  /// Reads what a node of cmark is.
  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
    kind = Self.block(pointer) ?? Self.inline(pointer)
  }

  /// Where the node's first line starts, counted from 1.
  var line: Int { Int(cmark_node_get_start_line(pointer)) }

  /// The column of the node's first byte, counted from 1.
  var column: Int { Int(cmark_node_get_start_column(pointer)) }

  /// The node's last line.
  var lastLine: Int { Int(cmark_node_get_end_line(pointer)) }

  /// The text of a node without children.
  var literal: UnsafeBufferPointer<UInt8> { Self.text(cmark_node_get_literal(pointer)) }

  /// The words after the fence of a code block.
  var info: UnsafeBufferPointer<UInt8> { Self.text(cmark_node_get_fence_info(pointer)) }

  /// Where a link or an image leads.
  var address: UnsafeBufferPointer<UInt8> { Self.text(cmark_node_get_url(pointer)) }

  /// The title of a link or an image.
  var title: UnsafeBufferPointer<UInt8> { Self.text(cmark_node_get_title(pointer)) }

  /// Whether a paragraph is in an item of a list without blank lines.
  var isTight: Bool {
    guard let item = cmark_node_parent(pointer), let list = cmark_node_parent(item) else {
      return false
    }
    return cmark_node_get_list_tight(list) == 1
  }

  /// Whether a link's text is its address.
  var isItsOwnText: Bool {
    guard let child = cmark_node_first_child(pointer), cmark_node_next(child) == nil else {
      return false
    }
    let text = SyntaxNode(child).literal
    return address.elementsEqual(text) || address.elementsEqual(Array("mailto:".utf8) + text)
  }

  private static func text(_ words: UnsafePointer<CChar>?) -> UnsafeBufferPointer<UInt8> {
    guard let words else { return UnsafeBufferPointer(start: nil, count: 0) }
    let bytes = UnsafeRawPointer(words).assumingMemoryBound(to: UInt8.self)
    return UnsafeBufferPointer(start: bytes, count: strlen(words))
  }
}
