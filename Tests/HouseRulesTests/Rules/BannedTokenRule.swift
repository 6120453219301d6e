import Foundation

extension Rule {
  /// Words that stay out of the package.
  static let bannedTokens = Rule(
    name: "banned tokens", sentence: "CONTRIBUTING.md says what to do instead."
  ) { file, _ in
    compiled.flatMap { token, expression -> [Violation] in
      guard file.language == token.language, !token.homes.contains(file.module),
        !token.homeFiles.contains(file.name),
        file.isSource || !token.isAllowedInTests
      else { return [] }
      let lines = file.lines(in: token.place)
      // One search of the whole text first: nearly every file is clean.
      guard expression.firstMatch(in: lines.joined(separator: "\n")) != nil else { return [] }
      return lines.indices.compactMap { index in
        guard let word = expression.firstMatch(in: lines[index]) else { return nil }
        return Violation(line: index + 1, fact: "'\(word)' is banned, \(token.instead)")
      }
    }
  }

  private static let compiled: [(BannedToken, TextPattern)] = BannedToken.all.map {
    ($0, TextPattern($0.pattern))
  }
}

extension SourceFile {
  fileprivate func lines(in place: BannedToken.Place) -> [String] {
    switch place {
    case .code: code
    case .strings: strings
    case .comments: comments
    }
  }
}

/// A compiled regular expression.
struct TextPattern: Sendable {
  private let expression: NSRegularExpression?

  init(_ pattern: String) {
    expression = try? NSRegularExpression(pattern: pattern)
  }

  /// Whether the pattern could be compiled.
  var isValid: Bool { expression != nil }

  /// Returns the first text that matches.
  func firstMatch(in line: String) -> String? {
    let whole = NSRange(line.startIndex..., in: line)
    guard let match = expression?.firstMatch(in: line, range: whole),
      let range = Range(match.range, in: line)
    else { return nil }
    return String(line[range])
  }
}
