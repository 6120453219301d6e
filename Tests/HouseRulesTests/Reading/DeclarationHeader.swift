/// What stands between the keyword of a declaration and its body.
struct DeclarationHeader {
  /// The index of the opening brace, or of the token after a declaration without body.
  var end: Int
  var hasBody = false
  var hasInitialValue = false
  /// The names behind the first colon outside parentheses.
  var related: [String] = []
}

extension DeclarationScanner {
  /// Reads the header that starts at a keyword.
  ///
  /// Braces inside parentheses belong to default arguments. A header ends at a brace, or where a
  /// line ends and the next does not go on with it.
  func header(from start: Int) -> DeclarationHeader {
    var header = DeclarationHeader(end: start + 1)
    var depth = 0
    var isBehindColon = false
    while header.end < tokens.count {
      let token = tokens[header.end]
      if depth == 0, token.text == "{" {
        header.hasBody = true
        return header
      }
      if depth == 0, header.end > start + 1 {
        if token.text == "}" || token.text == ";" || endsLine(before: header.end) { return header }
      }
      switch token.text {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case ":" where depth == 0: isBehindColon = true
      case "=" where depth == 0: header.hasInitialValue = true
      case "where": isBehindColon = false
      default:
        if isBehindColon, token.isWord, !header.hasInitialValue {
          header.related.append(token.text)
        }
      }
      header.end += 1
    }
    return header
  }

  private func endsLine(before index: Int) -> Bool {
    let (previous, next) = (tokens[index - 1], tokens[index])
    guard next.line > previous.line else { return false }
    let goesOn: Set<String> = [
      "->", "-", "where", "throws", "async", "rethrows", ":", "=", "&", ",",
    ]
    let asksForMore: Set<String> = [">", "where", ":", ",", "=", "&", "throws", "async", "func"]
    return !goesOn.contains(next.text) && !asksForMore.contains(previous.text)
  }
}
