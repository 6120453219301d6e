/// Writes elements and escaped text; the only place where either becomes bytes.
struct HTMLWriter {
  /// What the end of a line in text becomes.
  enum LineBreaks {
    /// A break element.
    case marked
    /// Itself, inside preformatted text.
    case kept
  }

  private(set) var bytes: [UInt8] = []
  private var visibility = Visibility()

  /// Opens an element.
  mutating func open(_ tag: HTMLTag, _ attribute: HTMLAttribute? = nil) {
    markup("<")
    markup(tag.rawValue)
    if let attribute { write(attribute) }
    markup(">")
  }

  /// Closes an element.
  mutating func close(_ tag: HTMLTag) {
    markup("</")
    markup(tag.rawValue)
    markup(">")
  }

  /// Writes text, escaped and with what is invisible spelled out.
  mutating func text(_ content: String, lineBreaks: LineBreaks = .marked) {
    for scalar in content.unicodeScalars { write(scalar, lineBreaks) }
  }

  /// Writes text of the parser, in which stand-ins may occur.
  mutating func text(_ content: UnsafeBufferPointer<UInt8>, lineBreaks: LineBreaks = .marked) {
    var reader = ScalarReader(content)
    while let scalar = reader.next() { write(scalar, lineBreaks) }
  }

  private mutating func write(_ scalar: Unicode.Scalar, _ lineBreaks: LineBreaks) {
    switch scalar {
    case "&": markup("&amp;")
    case "<": markup("&lt;")
    case ">": markup("&gt;")
    case "\"": markup("&quot;")
    case "'": markup("&#39;")
    case "`": markup("&#96;")
    case "\n", "\u{2028}", "\u{2029}":
      lineBreaks == .kept ? markup("\n") : open(.lineBreak)
    default: visibility.append(scalar, to: &bytes)
    }
  }

  private mutating func write(_ attribute: HTMLAttribute) {
    switch attribute {
    case .start(let number): markup(" start=\"\(number)\"")
    case .value(let number): markup(" value=\"\(number)\"")
    case .kind(let name): markup(" class=\"\(name)\"")
    case .columnScope: markup(" scope=\"col\"")
    case .address(let address):
      markup(" href=\"")
      text(address.text)
      markup("\" rel=\"noopener noreferrer\"")
    }
  }

  private mutating func markup(_ words: String) {
    bytes.append(contentsOf: words.utf8)
    visibility.interrupt()
  }
}
