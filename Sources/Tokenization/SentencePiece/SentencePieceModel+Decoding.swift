extension SentencePieceModel {
  /// More pieces than any vocabulary has.
  private static let mostPieces = 1_000_000

  /// Adds the fields of a `ModelProto` message; unknown ones are skipped, as the format wants.
  mutating func decode(_ message: ArraySlice<UInt8>) throws {
    var reader = WireReader(message)
    while let field = try reader.next() {
      switch field.number {
      case 1:
        guard pieces.count < Self.mostPieces else { throw WireDamage.tooMany(offset: field.offset) }
        pieces.append(try SentencePiece(message: field.bytes()))
      case 2: try trainer.decode(field.bytes())
      case 3: try normalizer.decode(field.bytes())
      case 5:
        var denormalizer = NormalizerSettings()
        try denormalizer.decode(field.bytes())
        denormalizerMap = denormalizer.characterMap
      default: continue
      }
    }
  }
}

extension SentencePiece {
  /// Decodes a `SentencePiece` message.
  fileprivate init(message: ArraySlice<UInt8>) throws {
    self.init("")
    var reader = WireReader(message)
    while let field = try reader.next() {
      switch field.number {
      case 1: text = try field.text()
      case 2: score = try field.float()
      case 3: kind = try field.choice()
      default: continue
      }
    }
  }
}

extension TrainerSettings {
  /// Adds the fields of a `TrainerSpec` message.
  fileprivate mutating func decode(_ message: ArraySlice<UInt8>) throws {
    var reader = WireReader(message)
    while let field = try reader.next() {
      switch field.number {
      case 3: algorithm = try field.choice()
      case 4: vocabularySize = try field.integer()
      case 24: treatsWhitespaceAsSuffix = try field.flag()
      case 25: splitsDigits = try field.flag()
      case 35: byteFallback = try field.flag()
      case 40...48: try decodeSpecial(field)
      default: continue
      }
    }
  }

  private mutating func decodeSpecial(_ field: WireField) throws {
    switch field.number {
    case 40: unknown = try field.integer()
    case 41: bosToken = try field.integer()
    case 42: eosToken = try field.integer()
    case 43: padding = try field.integer()
    case 44: unknownSurface = try field.text()
    case 45: unknownPiece = try field.text()
    case 46: bosPiece = try field.text()
    case 47: eosPiece = try field.text()
    default: paddingPiece = try field.text()
    }
  }
}

extension NormalizerSettings {
  /// Adds the fields of a `NormalizerSpec` message.
  fileprivate mutating func decode(_ message: ArraySlice<UInt8>) throws {
    var reader = WireReader(message)
    while let field = try reader.next() {
      switch field.number {
      case 1: name = try field.text()
      case 2: characterMap = Array(try field.bytes())
      case 3: addsDummyPrefix = try field.flag()
      case 4: removesExtraWhitespace = try field.flag()
      case 5: escapesWhitespace = try field.flag()
      default: continue
      }
    }
  }
}

extension WireField {
  /// Returns the value as a case of an enumeration.
  fileprivate func choice<Choice: RawRepresentable<Int32>>() throws -> Choice {
    guard let choice = Choice(rawValue: try integer()) else {
      throw WireDamage.badField(offset: offset)
    }
    return choice
  }
}
