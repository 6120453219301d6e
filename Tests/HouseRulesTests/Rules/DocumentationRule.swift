extension Rule {
  /// Every `package` declaration has a summary of one sentence and at most 100 characters.
  static let documentation = Rule(
    name: "documentation", sentence: "A summary is one sentence of at most 100 characters."
  ) { file, tree in
    guard file.isSource, file.language == .swift else { return [] }
    return file.declarations.compactMap { declaration in
      guard needsSummary(declaration, in: tree) else { return nil }
      let summary = file.summary(above: declaration.line)
      guard let fault = fault(of: summary) else { return nil }
      return Violation(line: declaration.line, fact: "\(declaration.name) \(fault)")
    }
  }

  /// Witnesses that everyone knows.
  private static let witnesses: Set<String> = [
    "description", "debugDescription", "errorDescription", "=", "<", "hash", "encode", "deinit",
  ]

  private static func needsSummary(_ declaration: Declaration, in tree: SourceTree) -> Bool {
    guard declaration.keyword != "extension" else { return false }
    guard declaration.isPackage || declaration.isRequirement else { return false }
    guard !witnesses.contains(declaration.name), declaration.firstLabel != "from" else {
      return false
    }
    if declaration.container?.keyword == "protocol" { return true }
    // The requirement is documented once, in its protocol.
    let protocols = declaration.owner.map { tree.ancestors(of: $0) } ?? []
    return !protocols.contains { tree.requirements[$0]?.contains(declaration.name) == true }
  }

  private static func fault(of summary: String?) -> String? {
    guard let summary else { return "has no summary" }
    if summary.count > 100 { return "has a summary of \(summary.count) characters" }
    if !summary.hasSuffix(".") { return "has a summary without a period" }
    if secondSentence.firstMatch(in: summary) != nil { return "has a summary of two sentences" }
    return nil
  }

  private static let secondSentence = TextPattern(#"[a-z)`][.!?] [A-Z]"#)
}

extension SourceFile {
  /// Returns the first paragraph of the documentation above a line, attributes skipped.
  fileprivate func summary(above line: Int) -> String? {
    var index = line - 2
    while index >= 0, trimmed(index).hasPrefix("@") || trimmed(index).hasPrefix("#") { index -= 1 }
    let last = index
    while index >= 0, trimmed(index).hasPrefix("///") { index -= 1 }
    guard index < last else { return nil }
    let paragraph = (index + 1...last).map { trimmed($0).dropFirst(3).trimmingSpaces }
      .prefix { !$0.isEmpty }
    return paragraph.isEmpty ? nil : paragraph.joined(separator: " ")
  }

  private func trimmed(_ index: Int) -> String { lines[index].trimmingSpaces }
}

extension StringProtocol {
  /// The text without spaces at its ends.
  var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
