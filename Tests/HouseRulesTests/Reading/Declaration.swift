/// A type, function, initialiser or property of a Swift file, as far as tokens tell.
struct Declaration: Sendable {
  /// The keyword, such as `struct` or `func`.
  let keyword: String
  /// The name, `init` for an initialiser and the mark for an operator.
  let name: String
  /// The first argument label of an initialiser, such as `from`.
  var firstLabel = ""
  /// The words before the keyword.
  let modifiers: Set<String>
  /// The line of the first modifier.
  let line: Int
  /// The line of the closing brace; absent without a body.
  var endLine: Int?
  /// The names behind the colon: supertypes of a type, words of the type of a property.
  var related: [String] = []
  /// Whether a property has an initial value.
  var hasInitialValue = false
  /// The types around it, outermost first.
  let scope: [String]
  /// The keyword and access of the type directly around it; absent at file level.
  let container: Container?

  /// What surrounds a declaration.
  struct Container: Sendable {
    let keyword: String
    let isPackage: Bool
  }

  static let types: Set<String> = ["struct", "class", "enum", "actor", "protocol", "extension"]
  static let functions: Set<String> = ["func", "init", "deinit", "subscript"]
  static let properties: Set<String> = ["var", "let"]
  static let modifierWords: Set<String> = [
    "package", "public", "open", "internal", "private", "fileprivate", "static", "final", "class",
    "mutating", "nonisolated", "override", "convenience", "required", "lazy", "weak", "unowned",
    "indirect", "borrowing", "consuming", "prefix", "postfix", "infix",
  ]

  var isPackage: Bool { modifiers.contains("package") }
  var isPrivate: Bool { !modifiers.isDisjoint(with: ["private", "fileprivate"]) }
  var isType: Bool { Self.types.contains(keyword) }
  var isFunction: Bool { Self.functions.contains(keyword) }
  /// Whether it is a requirement of a protocol that is not private.
  var isRequirement: Bool { container.map { $0.keyword == "protocol" && $0.isPackage } ?? false }
  /// Whether it is a property with storage.
  var isStored: Bool {
    Self.properties.contains(keyword) && (endLine == nil || hasInitialValue)
      && !modifiers.contains("static") && container?.keyword != "protocol"
  }
  /// The name of the type directly around it.
  var owner: String? { scope.last }

  /// The number of lines from declaration to closing brace.
  var length: Int? { endLine.map { $0 - line + 1 } }
}
