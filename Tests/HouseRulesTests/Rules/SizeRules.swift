extension Rule {
  /// Files of at most 400 lines.
  static let fileLength = Rule(
    name: "file length", sentence: "Split it by concept: which one is hiding in here?"
  ) { file, _ in
    guard file.language != .template, file.length > 400 else { return [] }
    return [Violation(line: 400, fact: "the file has \(file.length) lines", measured: file.length)]
  }

  /// Lines of at most 100 columns; what stands in a string of several lines may be longer.
  static let lineLength = Rule(
    name: "line length", sentence: "At most 100 columns: break it where a reader would pause."
  ) { file, _ in
    guard file.language != .template else { return [] }
    return file.lines.indices.filter { file.lines[$0].count > 100 && !file.isText($0) }.map {
      let columns = file.lines[$0].count
      return Violation(line: $0 + 1, fact: "the line has \(columns) columns", measured: columns)
    }
  }

  /// Functions of at most 40 lines from declaration to closing brace.
  static let functionLength = Rule(
    name: "function length", sentence: "At most 40 lines: which concept is hiding in here?"
  ) { file, _ in
    let bodies = file.language == .swift ? file.swiftBodies : file.functionsInC
    return bodies.filter { $0.length > 40 }.map {
      Violation(line: $0.line, fact: "\($0.name) has \($0.length) lines", measured: $0.length)
    }
  }
}

extension SourceFile {
  /// Whether a line is nothing but the text of a string.
  fileprivate func isText(_ index: Int) -> Bool {
    (code[index] + comments[index]).allSatisfy(\.isWhitespace)
  }
}

/// A function and how long it is.
struct FunctionBody: Equatable {
  let name: String
  let line: Int
  let length: Int
}

extension SourceFile {
  /// The functions and computed properties of a Swift file.
  var swiftBodies: [FunctionBody] {
    declarations.compactMap { declaration in
      guard !declaration.isType, !declaration.hasInitialValue, let length = declaration.length
      else { return nil }
      return FunctionBody(name: declaration.name, line: declaration.line, length: length)
    }
  }

  /// The functions of a C file: a brace at the outermost level that follows a parenthesis.
  var functionsInC: [FunctionBody] {
    var bodies: [FunctionBody] = []
    var depth = 0
    var open: (name: String, line: Int)?
    let directives = directiveLines
    let tokens = tokens.filter { !directives.contains($0.line) }
    for (index, token) in tokens.enumerated() {
      if token.text == "{" {
        if depth == 0, index > 0, tokens[index - 1].text == ")" {
          open = tokens[..<index].functionName
        }
        depth += 1
      } else if token.text == "}" {
        depth -= 1
        guard depth == 0, let start = open else { continue }
        bodies.append(
          FunctionBody(name: start.name, line: start.line, length: token.line - start.line + 1))
        open = nil
      }
    }
    return bodies
  }

  /// The lines of preprocessor directives, with those that a backslash continues.
  private var directiveLines: Set<Int> {
    var found: Set<Int> = []
    var goesOn = false
    for (index, line) in code.enumerated()
    where goesOn || line.drop(while: { $0 == " " }).first == "#" {
      found.insert(index + 1)
      goesOn = line.last == "\\"
    }
    return found
  }
}

extension ArraySlice<Token> {
  /// The word before the parameter list that these tokens end with.
  fileprivate var functionName: (name: String, line: Int)? {
    var depth = 0
    for index in indices.reversed() {
      if self[index].text == ")" { depth += 1 }
      if self[index].text == "(" { depth -= 1 }
      if depth == 0, index > startIndex { return (self[index - 1].text, self[index - 1].line) }
    }
    return nil
  }
}
