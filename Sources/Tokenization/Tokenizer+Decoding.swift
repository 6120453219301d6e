extension Tokenizer {
  /// Returns the text of the ids.
  ///
  /// Special ids give nothing. Bytes that are no UTF-8, and ids outside the vocabulary, each give
  /// the replacement character. The space that encoding put before the text is taken away again.
  package func decode(_ ids: [Int32]) -> String {
    var text: [UInt8] = []
    var run: [UInt8] = []
    var expectsPrefix = true
    var tookPrefix = false
    for id in ids {
      if let byte = byte(of: id) {
        run.append(byte)
        continue
      }
      flush(&run, to: &text)
      if tookPrefix || !text.isEmpty { expectsPrefix = false }
      let surface = surface(of: id, expectsPrefix: expectsPrefix)
      tookPrefix = surface.tookPrefix
      text += surface.bytes
    }
    flush(&run, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

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

  /// Moves a run of bytes to the text; each byte that belongs to no character is replaced.
  private func flush(_ run: inout [UInt8], to text: inout [UInt8]) {
    var position = 0
    while position < run.count {
      let length = UserDefinedMatcher.characterLength(run[position])
      let character = run[position...].prefix(length)
      if String(validating: character, as: UTF8.self) != nil {
        text += character
        position += length
      } else {
        text += Self.replacement
        position += 1
      }
    }
    run.removeAll(keepingCapacity: true)
  }

  /// U+FFFD, the replacement character.
  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]
}
