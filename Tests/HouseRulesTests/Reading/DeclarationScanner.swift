/// Finds the declarations at file and type level; what functions declare inside stays inside.
struct DeclarationScanner {
  let tokens: [Token]
  private var position = 0
  private var scopes: [Scope] = []
  private(set) var declarations: [Declaration] = []
  /// Whether every brace was closed.
  private(set) var isBalanced = true

  /// An open brace: of a type, of a declaration's body, or of anything else.
  private struct Scope {
    var typeName: String?
    var container: Declaration.Container?
    var declaration: Int?
  }

  init(_ tokens: [Token]) {
    self.tokens = tokens
  }

  mutating func scan() {
    while position < tokens.count {
      let token = tokens[position]
      switch token.text {
      case "{": open(Scope())
      case "}": close(at: token.line)
      default:
        if isDeclaration(at: position) {
          scanDeclaration()
        } else {
          position += 1
        }
      }
    }
    if !scopes.isEmpty { isBalanced = false }
  }

  private mutating func open(_ scope: Scope) {
    scopes.append(scope)
    position += 1
  }

  private mutating func close(at line: Int) {
    if let scope = scopes.popLast() {
      if let index = scope.declaration { declarations[index].endLine = line }
    } else {
      isBalanced = false
    }
    position += 1
  }

  private func isDeclaration(at index: Int) -> Bool {
    let keyword = tokens[index].text
    let isKeyword =
      Declaration.types.contains(keyword) || Declaration.functions.contains(keyword)
      || Declaration.properties.contains(keyword)
    guard isKeyword, scopes.allSatisfy({ $0.typeName != nil }) else { return false }
    if index > 0, [".", "`", "#"].contains(tokens[index - 1].text) { return false }
    // `class func` and `protocol P: class` use the word without declaring a class.
    guard keyword == "class", index + 1 < tokens.count else { return true }
    return tokens[index + 1].isWord && !Declaration.functions.contains(tokens[index + 1].text)
      && !Declaration.properties.contains(tokens[index + 1].text)
  }

  private mutating func scanDeclaration() {
    let keyword = tokens[position].text
    var declaration = Declaration(
      keyword: keyword, name: name(at: position), modifiers: modifiers(before: position).words,
      line: tokens[modifiers(before: position).start].line, scope: scopes.compactMap(\.typeName),
      container: scopes.last?.container)
    if keyword == "init", position + 2 < tokens.count {
      declaration.firstLabel = tokens[position + 2].text
    }
    let header = self.header(from: position)
    declaration.related = header.related
    declaration.hasInitialValue = header.hasInitialValue
    declarations.append(declaration)
    position = header.end
    guard header.hasBody else { return }
    let container = Declaration.Container(keyword: keyword, isPackage: declaration.isPackage)
    open(
      Scope(
        typeName: declaration.isType ? declaration.name : nil,
        container: declaration.isType ? container : nil, declaration: declarations.count - 1))
  }

  private func name(at index: Int) -> String {
    let keyword = tokens[index].text
    guard !["init", "deinit", "subscript"].contains(keyword) else { return keyword }
    var end = index + 1
    // An extension of `Outer.Inner` is about `Inner`.
    while keyword == "extension", end + 2 < tokens.count, tokens[end + 1].text == "." { end += 2 }
    if end < tokens.count, tokens[end].text == "`" { end += 1 }
    return end < tokens.count ? tokens[end].text : ""
  }

  private func modifiers(before index: Int) -> (words: Set<String>, start: Int) {
    var words: Set<String> = []
    var start = index
    while start > 0 {
      let previous = tokens[start - 1].text
      if Declaration.modifierWords.contains(previous) {
        words.insert(previous)
        start -= 1
      } else if previous == ")", start > 3, tokens[start - 2].text == "set" {
        start -= 4  // `private(set)` restricts only the setter.
      } else {
        break
      }
    }
    return (words, start)
  }
}
