import Foundation

/// The tags and attribute names of a page, as a browser's tokenizer would find them.
struct Markup: Equatable {
  /// Every tag with the names of its attributes, in the order of the page.
  private(set) var tags: [String] = []

  /// Reads a page scalar by scalar; the contents of `style` are text.
  init(_ html: String) {
    var rest = Array(html.unicodeScalars)[...]
    while let start = rest.firstIndex(of: "<") {
      rest = rest[(start + 1)...]
      guard let next = rest.first, next.properties.isAlphabetic || next == "/" || next == "!" else {
        continue
      }
      let tag = Self.tag(&rest)
      tags.append(tag)
      if tag.hasPrefix("style"), let end = Self.end(ofStyle: rest) { rest = rest[end...] }
    }
  }

  private static func end(ofStyle rest: ArraySlice<Unicode.Scalar>) -> Int? {
    rest.indices.first { rest[$0...].starts(with: "</style".unicodeScalars) }
  }

  /// Consumes a tag up to its `>`, honouring quotes, and returns it without attribute values.
  private static func tag(_ rest: inout ArraySlice<Unicode.Scalar>) -> String {
    var shown = String.UnicodeScalarView()
    var quote: Unicode.Scalar?
    while let scalar = rest.popFirst() {
      if let open = quote {
        if scalar == open { quote = nil }
      } else if scalar == ">" {
        break
      } else if scalar == "\"" || scalar == "'" {
        quote = scalar
      } else {
        shown.append(scalar)
      }
    }
    return String(shown)
  }
}
