package import Foundation

extension SentencePieceModel {
  /// Returns the bytes of a `tokenizer.model`: equal models give equal bytes.
  package func serialized() -> Data {
    var message = WireWriter()
    for piece in pieces { message.write(piece.message, field: 1) }
    message.write(trainer.message, field: 2)
    message.write(normalizer.message, field: 3)
    if !denormalizerMap.isEmpty {
      var denormalizer = NormalizerSettings()
      denormalizer.characterMap = denormalizerMap
      message.write(denormalizer.message, field: 5)
    }
    return Data(message.bytes)
  }
}

extension SentencePiece {
  fileprivate var message: [UInt8] {
    var message = WireWriter()
    message.write(text.utf8, field: 1)
    message.write(score, field: 2)
    message.write(kind.rawValue, field: 3)
    return message.bytes
  }
}

extension TrainerSettings {
  fileprivate var message: [UInt8] {
    var message = WireWriter()
    message.write(algorithm.rawValue, field: 3)
    message.write(vocabularySize, field: 4)
    message.write(treatsWhitespaceAsSuffix, field: 24)
    message.write(splitsDigits, field: 25)
    message.write(byteFallback, field: 35)
    for (offset, id) in [unknown, bosToken, eosToken, padding].enumerated() {
      message.write(id, field: 40 + offset)
    }
    let texts = [unknownSurface, unknownPiece, bosPiece, eosPiece, paddingPiece]
    for (offset, text) in texts.enumerated() {
      message.write(text.utf8, field: 44 + offset)
    }
    return message.bytes
  }
}

extension NormalizerSettings {
  fileprivate var message: [UInt8] {
    var message = WireWriter()
    message.write(name.utf8, field: 1)
    if !characterMap.isEmpty { message.write(characterMap, field: 2) }
    message.write(addsDummyPrefix, field: 3)
    message.write(removesExtraWhitespace, field: 4)
    message.write(escapesWhitespace, field: 5)
    return message.bytes
  }
}
