/// Decodes the ids of a SentencePiece model, equal to Google's `sentencepiece` byte for byte.
///
/// The space that encoding put before the text is taken away again.
struct SentencePieceDecoder: TokenDecoder {
  private let model: SentencePieceModel
  /// Bytes of byte pieces that may yet be the beginning of a character.
  private var run: [UInt8] = []
  /// Whether the space before the text may still come.
  private var expectsPrefix = true
  private var tookPrefix = false
  private var hasText = false

  /// Creates a decoder at the beginning of a text.
  init(_ model: SentencePieceModel) { self.model = model }

  mutating func append(_ id: Int32, to text: inout [UInt8]) {
    if let byte = byte(of: id) {
      run.append(byte)
      flush(to: &text, isEnd: false)
      return
    }
    flush(to: &text, isEnd: true)
    if tookPrefix || hasText { expectsPrefix = false }
    let surface = surface(of: id, expectsPrefix: expectsPrefix)
    tookPrefix = surface.tookPrefix
    text += surface.bytes
    hasText = hasText || !surface.bytes.isEmpty
  }

  mutating func finish(_ text: inout [UInt8]) { flush(to: &text, isEnd: true) }

  private func byte(of id: Int32) -> UInt8? {
    guard model.pieces.indices.contains(Int(id)) else { return nil }
    let piece = model.pieces[Int(id)]
    return piece.kind == .byte ? piece.byteValue : nil
  }

  /// Returns what one id looks like, and whether that took the space at the start.
  private func surface(
    of id: Int32, expectsPrefix: Bool
  ) -> (bytes: [UInt8], tookPrefix: Bool) {
    guard model.pieces.indices.contains(Int(id)) else { return (Self.replacement, false) }
    let piece = model.pieces[Int(id)]
    switch piece.kind {
    case .control: return ([], false)
    case .unknown: return (Array(model.trainer.unknownSurface.utf8), false)
    default: break
    }
    let settings = model.normalizer
    guard expectsPrefix, settings.addsDummyPrefix || settings.removesExtraWhitespace,
      piece.text.utf8.starts(with: TextNormalizer.mark)
    else { return (Self.unmarked(piece.text.utf8), false) }
    let rest = piece.text.utf8.dropFirst(TextNormalizer.mark.count)
    return (Self.unmarked(rest), !settings.removesExtraWhitespace)
  }

  /// Returns the bytes with every "▁" as a space.
  private static func unmarked(_ piece: some Collection<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    for byte in piece {
      result.append(byte)
      guard result.suffix(TextNormalizer.mark.count).elementsEqual(TextNormalizer.mark) else {
        continue
      }
      result.removeLast(TextNormalizer.mark.count)
      result.append(0x20)
    }
    return result
  }

  /// Moves bytes of the run to the text; each that belongs to no character is replaced.
  ///
  /// A character that is cut off stays until its other bytes come, or the run ends.
  private mutating func flush(to text: inout [UInt8], isEnd: Bool) {
    var position = 0
    while position < run.count {
      let length = UserDefinedMatcher.characterLength(run[position])
      let character = run[position...].prefix(length)
      if character.count < length, !isEnd { break }
      if String(validating: character, as: UTF8.self) != nil {
        text += character
        position += length
      } else {
        text += Self.replacement
        position += 1
      }
      hasText = true
    }
    run.removeFirst(position)
  }

  /// U+FFFD, the replacement character.
  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]
}
