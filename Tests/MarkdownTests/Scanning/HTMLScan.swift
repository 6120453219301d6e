/// A strict reading of HTML: a fixed set of elements, attributes and references, properly nested.
///
/// It shares nothing with the writer, so that one mistake cannot hide in both.
struct HTMLScan {
  /// What a reader sees, with the end of each block as the end of a line.
  private(set) var visible = ""
  /// What no page of ours may contain, in the order found.
  private(set) var faults: [String] = []
  /// The elements that were opened, in order.
  private(set) var tags: [String] = []

  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var open: [String] = []
  private var isAfterMarkup = true
  private let allowsLinks: Bool

  /// Reads the whole text.
  init(_ html: String, allowsLinks: Bool = false) {
    scalars = Array(html.unicodeScalars)
    self.allowsLinks = allowsLinks
    while index < scalars.count {
      switch scalars[index] {
      case "<": scanTag()
      case "&": scanReference()
      default: scanText()
      }
    }
    if !open.isEmpty { faults.append("open at the end: \(open)") }
  }

  private mutating func scanText() {
    let scalar = scalars[index]
    index += 1
    if [">", "\"", "'", "`"].contains(scalar) { faults.append("bare \(scalar)") }
    if Forbidden.contains(scalar) { faults.append("U+\(String(scalar.value, radix: 16))") }
    if scalar == "\n", !open.contains("pre") { faults.append("a line end outside of pre") }
    if isAfterMarkup, scalar.isMark { faults.append("a mark on markup") }
    isAfterMarkup = false
    if let parent = open.last, Grammar.holdsNoText.contains(parent) {
      faults.append("text in \(parent)")
    }
    visible.unicodeScalars.append(scalar)
  }

  private mutating func scanReference() {
    let name = take { $0 != ";" && $0 != "<" && $0 != " " }
    guard index < scalars.count, scalars[index] == ";", let scalar = Grammar.references[name] else {
      faults.append("reference \(name)")
      return
    }
    index += 1
    isAfterMarkup = true
    visible.unicodeScalars.append(scalar)
  }

  private mutating func scanTag() {
    isAfterMarkup = true
    var words = take { $0 != ">" }.dropFirst()
    index += 1
    let isEnd = words.first == "/"
    if isEnd { words.removeFirst() }
    let name = String(words.prefix { $0 != " " })
    let attributes = String(words.dropFirst(name.count))
    guard Grammar.elements.contains(name) || allowsLinks && name == "a" else {
      faults.append("element \(words)")
      return
    }
    isEnd ? close(name, attributes) : begin(name, attributes)
  }

  private mutating func close(_ name: String, _ attributes: String) {
    if open.popLast() != name || !attributes.isEmpty { faults.append("end of \(name)") }
    if !Grammar.inline.contains(name) { visible += "\n" }
  }

  private mutating func begin(_ name: String, _ attributes: String) {
    tags.append(name)
    if !Grammar.allows(attributes, on: name) { faults.append("attributes \(name)\(attributes)") }
    if !Grammar.allows(name, in: open) { faults.append("\(name) in \(open)") }
    if name == "br" { visible += "\n" }
    if !["br", "hr"].contains(name) { open.append(name) }
  }

  private mutating func take(while condition: (Unicode.Scalar) -> Bool) -> String {
    var taken = String.UnicodeScalarView()
    while index < scalars.count, condition(scalars[index]) {
      taken.append(scalars[index])
      index += 1
    }
    return String(taken)
  }
}
