/// Reads a value from an overlaid configuration; the type asked for decides how a text is read.
struct ConfigurationDecoder: Decoder {
  let source: OverlaidValue
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// Returns the value of a type, or throws a `ConfigurationFault`.
  static func value<Value: Decodable>(
    _ type: Value.Type, from source: OverlaidValue, at path: [any CodingKey] = []
  ) throws -> Value {
    let decoder = ConfigurationDecoder(source: source, codingPath: path)
    if let value = try decoder.scalar(type) { return value }
    do {
      return try Value(from: decoder)
    } catch let error as DecodingError {
      if let allowed = Self.allowedTexts(type), let found = source.string {
        throw ConfigurationFault(path, .notAllowed(found: found, allowed: allowed))
      }
      throw ConfigurationFault(error)
    }
  }

  func container<Key: CodingKey>(
    keyedBy type: Key.Type
  ) throws -> KeyedDecodingContainer<Key> {
    guard let fields = source.fields else { throw wrongType("a mapping") }
    return KeyedDecodingContainer(ObjectDecoding<Key>(fields: fields, codingPath: codingPath))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard let elements = source.elements else { throw wrongType("a list") }
    return ArrayDecoding(elements: elements, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer {
    ScalarDecoding(source: source, codingPath: codingPath)
  }

  /// Returns a scalar, or nil if the type is not one.
  private func scalar<Value>(_ type: Value.Type) throws -> Value? {
    switch type {
    case is String.Type: try required(source.string, "a word") as? Value
    case is Bool.Type: try required(source.boolean, "true or false") as? Value
    case is Double.Type: try required(source.real, "a number") as? Value
    case is Float.Type:
      try required(source.real.map(Float.init).flatMap { $0.isFinite ? $0 : nil }, "a number")
        as? Value
    case let type as any FixedWidthInteger.Type: try integer(type) as? Value
    default: nil
    }
  }

  private func integer<Value: FixedWidthInteger>(_ type: Value.Type) throws -> Value {
    let value = try required(source.integer, "a whole number")
    return try required(
      Value(exactly: value), "a whole number from \(Value.min) to \(Value.max)")
  }

  private func required<Value>(_ value: Value?, _ expected: String) throws -> Value {
    guard let value else { throw wrongType(expected) }
    return value
  }

  private func wrongType(_ expected: String) -> ConfigurationFault {
    ConfigurationFault(codingPath, .wrongType(expected: expected, found: source.summary))
  }

  /// Returns the texts that stand for the cases of an enum.
  private static func allowedTexts<Value>(_ type: Value.Type) -> [String]? {
    func texts<Choice: CaseIterable>(_ type: Choice.Type) -> [String] {
      type.allCases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
    }
    guard let type = type as? any CaseIterable.Type else { return nil }
    let found = texts(type)
    return found.isEmpty ? nil : found
  }
}

private struct ScalarDecoding: SingleValueDecodingContainer {
  let source: OverlaidValue
  let codingPath: [any CodingKey]

  func decodeNil() -> Bool { source.isNull }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try ConfigurationDecoder.value(type, from: source, at: codingPath)
  }
}
