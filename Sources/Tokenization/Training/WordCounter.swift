/// Counts the words that merges may not cross: a word and the space before it, a digit, a sign.
///
/// A word is a run of letters or a run of signs, with "▁" before it where a space or the start of
/// the text was. Every digit stands alone, and so do its spaces. Control characters, the newline
/// among them, belong to no word: they stay bytes.
struct WordCounter {
  private enum Category {
    case space, control, digit, letter, sign
  }

  private(set) var words = ByteTable()
  private(set) var counts: [Int] = []
  private var word: [UInt8] = []
  private var category: Category?

  /// Counts the words of one text.
  mutating func count(_ text: String) {
    start()
    for byte in Array(text.utf8) { add(byte) }
    finish()
  }

  private mutating func add(_ byte: UInt8) {
    let next = Self.category(of: byte)
    switch next {
    case .space: start()
    case .control: finish()
    case .digit:
      finish()
      word.append(byte)
      finish()
    case .letter, .sign:
      if let category, category != next { finish() }
      word.append(byte)
      category = next
    }
  }

  /// Starts a word that has a space before it.
  private mutating func start() {
    finish()
    word = TextNormalizer.mark
  }

  private mutating func finish() {
    category = nil
    guard !word.isEmpty else { return }
    let index = word.withUnsafeBufferPointer { words.insert($0) }
    if index == counts.count { counts.append(0) }
    counts[index] += 1
    word.removeAll(keepingCapacity: true)
  }

  private static func category(of byte: UInt8) -> Category {
    switch byte {
    case 0x20: .space
    case 0..<0x20, 0x7F: .control
    case 0x30...0x39: .digit
    case 0x41...0x5A, 0x61...0x7A, 0x80...: .letter
    default: .sign
    }
  }
}
