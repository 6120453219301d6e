/// What SentencePiece does to text before it is cut: spaces are marked, and removed where asked.
struct TextNormalizer: Sendable {
  private let settings: NormalizerSettings
  private let isSuffix: Bool
  private let matcher: UserDefinedMatcher
  private let space: [UInt8]

  /// "▁" (U+2581), which stands for a space inside pieces.
  static let mark: [UInt8] = [0xE2, 0x96, 0x81]

  /// Creates the normaliser of a model, or throws if the model has rules that we do not know.
  init(_ model: SentencePieceModel, matcher: UserDefinedMatcher) throws {
    for map in [model.normalizer.characterMap, model.denormalizerMap] where !map.isEmpty {
      let name = model.normalizer.name
      throw TokenizationError.unsupportedNormalizer(name.isEmpty ? "a character map" : name)
    }
    settings = model.normalizer
    isSuffix = model.trainer.treatsWhitespaceAsSuffix
    space = settings.escapesWhitespace ? Self.mark : [0x20]
    self.matcher = matcher
  }

  /// Returns the UTF-8 bytes that are cut into pieces.
  func normalize(_ text: String) -> [UInt8] {
    Array(text.utf8).withUnsafeBufferPointer(normalize)
  }

  private func normalize(_ input: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var position = settings.removesExtraWhitespace ? leadingSpaces(input) : 0
    guard position < input.count else { return [] }
    var output: [UInt8] = []
    output.reserveCapacity(input.count + input.count / 2 + 3)
    if settings.addsDummyPrefix && !isSuffix { output += space }
    var followsSpace = settings.removesExtraWhitespace
    while position < input.count {
      let end = position + matcher.unit(of: input[position...]).length
      while followsSpace, position < end, input[position] == 0x20 { position += 1 }
      if position < end { followsSpace = input[end - 1] == 0x20 }
      for byte in input[position..<end] { append(byte, to: &output) }
      if !settings.removesExtraWhitespace { followsSpace = false }
      position = end
    }
    finish(&output)
    return output
  }

  private func leadingSpaces(_ input: UnsafeBufferPointer<UInt8>) -> Int {
    var position = 0
    while position < input.count, input[position] == 0x20,
      matcher.unit(of: input[position...]).length == 1
    {
      position += 1
    }
    return position
  }

  private func append(_ byte: UInt8, to output: inout [UInt8]) {
    if byte == 0x20 { output += space } else { output.append(byte) }
  }

  private func finish(_ output: inout [UInt8]) {
    if settings.removesExtraWhitespace {
      while output.suffix(space.count).elementsEqual(space) { output.removeLast(space.count) }
    }
    if settings.addsDummyPrefix && isSuffix { output += space }
  }
}
