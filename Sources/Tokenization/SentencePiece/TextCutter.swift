/// Finds places where a long text can be cut without changing its pieces.
///
/// No merge can cross two characters that are neighbours in no piece, so what lies on either side
/// is encoded independently. Short blocks stay in the cache, however long the text is.
struct TextCutter: Sendable {
  /// The pairs of characters that are neighbours in some piece.
  private var joints = ByteTable()

  /// The length from which a block ends at the next place that allows it.
  private static let block = 8_192

  /// Creates a cutter for the vocabulary's pieces.
  init(_ vocabulary: SentencePieceVocabulary) {
    for symbol in 0..<vocabulary.symbols.count {
      let text = vocabulary.symbols[symbol]
      text.withUnsafeBufferPointer { text in
        var previous = 0
        var start = Self.next(previous, in: text)
        while start < text.count {
          let end = Self.next(start, in: text)
          _ = joints.insert(UnsafeBufferPointer(rebasing: text[previous..<end]))
          (previous, start) = (start, end)
        }
      }
    }
  }

  /// Returns where the block that starts at a place ends.
  func end(of text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var previous = start
    while previous < text.count, previous < start + Self.block {
      previous = Self.next(previous, in: text)
    }
    var end = Self.next(previous, in: text)
    while end < text.count {
      let after = Self.next(end, in: text)
      guard joints.find(UnsafeBufferPointer(rebasing: text[previous..<after])) != nil else {
        return end
      }
      (previous, end) = (end, after)
    }
    return text.count
  }

  /// Returns where the character after the one at a place starts.
  private static func next(_ start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    guard start < text.count else { return text.count }
    return min(start + UserDefinedMatcher.characterLength(text[start]), text.count)
  }
}
