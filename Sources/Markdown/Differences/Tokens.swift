extension String {
  /// The text cut into words, spaces and single signs; nothing is left out.
  var words: [Substring] {
    var words: [Substring] = []
    var start = startIndex
    var last: WordClass?
    for index in indices {
      let current = WordClass(self[index])
      if let last, last != current || last == .alone {
        words.append(self[start..<index])
        start = index
      }
      last = current
    }
    if start < endIndex { words.append(self[start...]) }
    return words
  }

  /// The text cut behind the end of each line.
  var lines: [Substring] {
    var lines: [Substring] = []
    var start = startIndex
    for index in indices where self[index].isNewline {
      let next = self.index(after: index)
      lines.append(self[start..<next])
      start = next
    }
    if start < endIndex { lines.append(self[start...]) }
    return lines
  }
}

/// What a character does in a word.
private enum WordClass {
  case letter
  case space
  /// A sign, the end of a line, or a letter of a script that writes no spaces.
  case alone

  init(_ character: Character) {
    if character.isNewline {
      self = .alone
    } else if character.isWhitespace {
      self = .space
    } else if character.isLetter || character.isNumber || character == "_" {
      self = character.writesNoSpaces ? .alone : .letter
    } else {
      self = .alone
    }
  }
}

extension Character {
  fileprivate var writesNoSpaces: Bool {
    guard let scalar = unicodeScalars.first, scalar.value >= 0x0E00 else { return false }
    switch scalar.value {
    // Thai, Lao; Myanmar; Khmer; Hiragana and Katakana
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF: return true
    default: return scalar.properties.isIdeographic
    }
  }
}
