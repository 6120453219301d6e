/// Finds the user-defined pieces of a model, which are cut out of the text before anything else.
struct UserDefinedMatcher: Sendable {
  private var pieces = ByteTable()
  /// The lengths of the pieces that begin with each byte, longest first.
  private var lengths: [[Int]] = []

  /// Creates a matcher of the vocabulary's user-defined pieces.
  init(_ vocabulary: SentencePieceVocabulary) {
    guard !vocabulary.userDefined.isEmpty else { return }
    var found = [Set<Int>](repeating: [], count: 256)
    for symbol in vocabulary.userDefined {
      let text = vocabulary.symbols[Int(symbol)]
      _ = text.withUnsafeBufferPointer { pieces.insert($0) }
      found[Int(text[text.startIndex])].insert(text.count)
    }
    lengths = found.map { $0.sorted(by: >) }
  }

  /// Returns the length of the longest user-defined piece at the start of the text, 0 if none.
  func prefixLength(of text: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    guard !lengths.isEmpty, let first = text.first else { return 0 }
    return lengths[Int(first)].first { length in
      length <= text.count
        && pieces.find(UnsafeBufferPointer(rebasing: text.prefix(length))) != nil
    } ?? 0
  }

  /// Returns the length of the next unit, a user-defined piece or one character, and which it is.
  func unit(of text: Slice<UnsafeBufferPointer<UInt8>>) -> (length: Int, isPiece: Bool) {
    let length = prefixLength(of: text)
    if length > 0 { return (length, true) }
    return (min(Self.characterLength(text[text.startIndex]), text.count), false)
  }

  /// Returns how many bytes the UTF-8 character with this first byte has.
  static func characterLength(_ lead: UInt8) -> Int {
    switch lead {
    case 0xF0...: 4
    case 0xE0...: 3
    case 0xC0...: 2
    default: 1
    }
  }
}
