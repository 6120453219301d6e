/// One SVG element; escapes its attributes and texts when it is written out.
struct Element {
  /// What stands between the tags.
  enum Content {
    case element(Element)
    case text(String)
  }

  let name: String
  let attributes: KeyValuePairs<String, String>
  var content: [Content]

  /// Creates an element with child elements.
  init(_ name: String, _ attributes: KeyValuePairs<String, String>, _ children: [Element] = []) {
    self.name = name
    self.attributes = attributes
    content = children.map(Content.element)
  }

  /// Creates an element that holds words.
  init(_ name: String, _ attributes: KeyValuePairs<String, String>, text: String) {
    self.name = name
    self.attributes = attributes
    content = [.text(text)]
  }

  /// Returns the markup.
  var markup: String {
    let list = attributes.map { " \($0.key)=\"\(Self.escaped($0.value))\"" }.joined()
    if content.isEmpty { return "<\(name)\(list)/>" }
    return "<\(name)\(list)>\(content.map(Self.markup).joined())</\(name)>"
  }

  private static func markup(of content: Content) -> String {
    switch content {
    case .element(let element): element.markup
    case .text(let text): escaped(text)
    }
  }

  /// Returns text in which nothing is markup, scalar by scalar.
  ///
  /// Characters would not do: `"` followed by a combining mark is another `Character` than `"`,
  /// and a browser still reads the quotation mark.
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "'": result.append(contentsOf: "&#39;".unicodeScalars)
      case "\u{00}"..."\u{08}", "\u{0B}"..."\u{1F}", "\u{7F}", "\u{FFFE}", "\u{FFFF}":
        result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
