/// Two texts cut into tokens, and the tokens as numbers that are equal where the bytes are.
struct Comparison {
  private let first: [Substring]
  private let second: [Substring]
  private let firstNumbers: [Int]
  private let secondNumbers: [Int]

  /// Cuts both texts.
  init(_ first: String, _ second: String, by granularity: TextDifference.Granularity) {
    self.first = granularity == .words ? first.words : first.lines
    self.second = granularity == .words ? second.words : second.lines
    var numbers: [ExactText: Int] = [:]
    func number(_ token: Substring) -> Int {
      let next = numbers.count
      let key = ExactText(text: token)
      if let known = numbers[key] { return known }
      numbers[key] = next
      return next
    }
    firstNumbers = self.first.map(number)
    secondNumbers = self.second.map(number)
  }

  /// Returns the runs of the shortest edit, nil if finding it takes more steps.
  func runs(steps: Int) -> [TextDifference.Run]? {
    var edit = ShortestEdit(firstNumbers, secondNumbers, steps: steps)
    guard edit.find() else { return nil }
    var runs: [TextDifference.Run] = []
    func append(_ origin: TextDifference.Origin, _ text: String) {
      if !text.isEmpty { runs.append(TextDifference.Run(origin: origin, text: text)) }
    }
    var (i, j) = (0, 0)
    while i < first.count || j < second.count {
      append(.first, take(first, from: &i) { !edit.isKeptInFirst[$0] })
      append(.second, take(second, from: &j) { !edit.isKeptInSecond[$0] })
      let start = i
      append(
        .both,
        take(first, from: &i) { index in
          let other = j + index - start
          return edit.isKeptInFirst[index] && other < second.count && edit.isKeptInSecond[other]
        })
      j += i - start
    }
    return runs
  }

  private func take(
    _ tokens: [Substring], from index: inout Int, while condition: (Int) -> Bool
  ) -> String {
    var text = ""
    while index < tokens.count, condition(index) {
      text += tokens[index]
      index += 1
    }
    return text
  }
}

/// Text that equals only the same bytes; a string also equals other spellings of its accents.
private struct ExactText: Hashable {
  let text: Substring

  static func == (one: ExactText, other: ExactText) -> Bool {
    one.text.utf8.elementsEqual(other.text.utf8)
  }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
