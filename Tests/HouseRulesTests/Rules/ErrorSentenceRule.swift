extension Rule {
  /// Every case of an error that is described in groups of cases has its own sentence.
  static let errorSentences = Rule(
    name: "error sentences", sentence: "An error says where and what to do next."
  ) { file, tree in
    guard file.isSource, file.language == .swift else { return [] }
    return file.declarations.filter { isError($0, tree) }.flatMap { error -> [Violation] in
      let described = tree.describedCases(of: error.name, in: file.module)
      guard !described.isEmpty else { return [] }
      return file.cases(of: error).filter { !described.contains($0.text) }.map {
        Violation(line: $0.line, fact: "\(error.name) has no sentence for '\($0.text)'")
      }
    }
  }

  private static func isError(_ declaration: Declaration, _ tree: SourceTree) -> Bool {
    declaration.keyword == "enum" && tree.ancestors(of: declaration.name).contains("Error")
  }
}

extension SourceTree {
  /// The cases that the description of an error, or a part of it, names.
  fileprivate func describedCases(of error: String, in module: String) -> Set<String> {
    Set(
      files.filter { $0.isSource && $0.module == module }.flatMap { file in
        file.declarations.filter { $0.owner == error && $0.isSentence }.flatMap { part in
          file.names(behindDotsFrom: part.line, to: part.endLine ?? part.line)
        }
      })
  }
}

extension Declaration {
  fileprivate var isSentence: Bool {
    keyword == "var" && (name == "description" || name.hasSuffix("Sentence"))
  }
}

extension SourceFile {
  /// The names that an enumeration declares behind `case`, of those at its own level.
  fileprivate func cases(of declaration: Declaration) -> [Token] {
    let end = declaration.endLine ?? declaration.line
    let inside = tokens.filter { (declaration.line...end).contains($0.line) }
    var depth = 0
    var found: [Token] = []
    for (token, next) in zip(inside, inside.dropFirst()) {
      depth += ["{", "("].contains(token.text) ? 1 : ["}", ")"].contains(token.text) ? -1 : 0
      if depth == 1, token.text == "case" { found.append(next) }
    }
    return found
  }

  fileprivate func names(behindDotsFrom start: Int, to end: Int) -> [String] {
    zip(tokens, tokens.dropFirst()).compactMap { dot, name in
      dot.text == "." && (start...end).contains(name.line) ? name.text : nil
    }
  }
}
