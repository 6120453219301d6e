import Foundation
import Testing

/// One file of the package: Swift, C or a template.
struct SourceFile: Sendable, CustomStringConvertible, CustomTestStringConvertible {
  /// How a file is written.
  enum Language {
    case swift
    case c
    case template
  }

  /// The path from the root of the package.
  let path: String
  let lines: [String]
  let code: [String]
  let strings: [String]
  let comments: [String]
  let tokens: [Token]
  let declarations: [Declaration]
  /// Whether strings, comments and braces all closed, so that the rest can be trusted.
  let isReadable: Bool

  init(path: String, text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let isTemplate = path.hasSuffix(".mustache")
    let isSwift = path.hasSuffix(".swift")
    let scanned = ScannedText(isTemplate ? "" : text, isC: !isSwift)
    code = scanned.lines(of: .code)
    strings = scanned.lines(of: .string)
    comments = scanned.lines(of: .comment)
    tokens = Token.all(in: scanned)
    var scanner = DeclarationScanner(isSwift ? tokens : [])
    scanner.scan()
    declarations = scanner.declarations
    isReadable = scanned.isWhole && scanner.isBalanced
  }

  var description: String { path }
  var testDescription: String { path }

  var language: Language {
    path.hasSuffix(".swift") ? .swift : path.hasSuffix(".mustache") ? .template : .c
  }

  /// Whether the file is part of the product and not a test.
  var isSource: Bool { path.hasPrefix("Sources/") }

  /// The module, or the test target.
  var module: String { component(1) }

  /// The name of the file.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// The folder inside the module; empty for a file at its top.
  var folder: String { path.split(separator: "/").count > 3 ? component(2) : "" }

  /// The number of lines, as an editor counts them.
  var length: Int { lines.last?.isEmpty == true ? lines.count - 1 : lines.count }

  /// The imported modules: the word after `import`, or after the kind behind it.
  var imports: Set<String> {
    let kinds: Set<String> = ["struct", "class", "enum", "protocol", "func", "var", "typealias"]
    return Set(
      tokens.indices.dropLast(2).compactMap { index in
        guard tokens[index].text == "import" else { return nil }
        let next = tokens[index + 1].text
        return kinds.contains(next) ? tokens[index + 2].text : next
      } + trailingImport)
  }

  // A file may end with its import.
  private var trailingImport: [String] {
    guard tokens.count > 1, tokens[tokens.count - 2].text == "import" else { return [] }
    return [tokens[tokens.count - 1].text]
  }

  private func component(_ index: Int) -> String {
    let parts = path.split(separator: "/")
    return index < parts.count ? String(parts[index]) : ""
  }
}
