extension Rule {
  /// Templates name only what their page stores, and print nothing unescaped but charts and
  /// `SafeHTML`.
  static let templates = Rule(
    name: "templates", sentence: "An unknown name would render as nothing, and nobody would see it."
  ) { file, tree in
    guard file.language == .template else { return [] }
    let tags = TemplateTag.all(in: file)
    guard tags.contains(where: { !$0.names.isEmpty }) else { return [] }
    let page = String(file.name.dropLast(".mustache".count))
    guard tree.storedProperties[page] != nil else {
      return [Violation(line: 1, fact: "there is no struct \(page) with stored properties")]
    }
    let known = tree.names(reachableFrom: page)
    return tags.flatMap { $0.faults(known: known.names, safe: known.safe) }
  }
}

extension SourceTree {
  /// Returns the stored properties of a type and of the types they hold, however deep, and which of
  /// them are HTML of a type that only its own module can make.
  fileprivate func names(
    reachableFrom type: String
  ) -> (names: Set<String>, safe: Set<String>) {
    var names: Set<String> = []
    var safe: Set<String> = []
    var visited: Set<String> = []
    var waiting = [type]
    while let current = waiting.popLast() {
      guard visited.insert(current).inserted else { continue }
      for property in storedProperties[current] ?? [] {
        names.insert(property.name)
        if property.related.contains("SafeHTML") { safe.insert(property.name) }
        waiting += property.related.flatMap { ["\(current).\($0)", "\(outer(current)).\($0)", $0] }
      }
    }
    return (names, safe)
  }

  private func outer(_ type: String) -> String {
    type.split(separator: ".").dropLast().joined(separator: ".")
  }
}

/// A tag of a mustache template.
struct TemplateTag {
  let line: Int
  /// What is between the braces.
  let content: String
  let isUnescaped: Bool

  /// The properties it names; partials, comments and blocks name none.
  var names: [String] {
    guard let first = content.first, !"!>$<%=".contains(first) else { return [] }
    let isBlockEnd = content.hasPrefix("/")
    // `uppercased(name)` transforms a property, `last()` needs none.
    let inner = content.split(separator: "(").last.map { $0.prefix { $0 != ")" } } ?? ""
    let path = inner.drop { "#^/& ".contains($0) }.trimmingSpaces
    return isBlockEnd ? [] : path.split(separator: ".").map(String.init)
  }

  func faults(known: Set<String>, safe: Set<String>) -> [Violation] {
    if content.hasPrefix("%") {
      return [Violation(line: line, fact: "the pragma {{\(content)}} changes the escaping")]
    }
    let name = names.last ?? ""
    if isUnescaped, !name.lowercased().hasSuffix("svg"), !safe.contains(name) {
      return [Violation(line: line, fact: "{{{\(content)}}} is not escaped and not safe")]
    }
    return names.filter { !known.contains($0) }.map {
      Violation(line: line, fact: "'\($0)' is no stored property of the page")
    }
  }

  static func all(in file: SourceFile) -> [TemplateTag] {
    file.lines.enumerated().flatMap { index, line -> [TemplateTag] in
      line.split(separator: "{{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
        guard let end = part.firstRange(of: "}}") else { return nil }
        let content = part[..<end.lowerBound].drop { $0 == "{" }.trimmingSpaces
        return TemplateTag(
          line: index + 1, content: content,
          isUnescaped: part.hasPrefix("{") || content.hasPrefix("&"))
      }
    }
  }
}
