/// A place in a list, as part of a path.
struct IndexKey: CodingKey {
  let intValue: Int?
  let stringValue: String

  init(_ index: Int) {
    intValue = index
    stringValue = "\(index)"
  }

  init?(stringValue: String) { nil }
  init?(intValue: Int) { self.init(intValue) }
}

/// Reads the properties of an object.
struct ObjectDecoding<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let fields: [String: OverlaidValue]
  let codingPath: [any CodingKey]
  var allKeys: [Key] { fields.keys.sorted().compactMap { Key(stringValue: $0) } }

  func contains(_ key: Key) -> Bool { fields[key.stringValue] != nil }

  func decodeNil(forKey key: Key) throws -> Bool { try source(key).isNull }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try ConfigurationDecoder.value(type, from: try source(key), at: codingPath + [key])
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try decoder(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try decoder(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder {
    ConfigurationDecoder(source: .record(fields), codingPath: codingPath)
  }

  func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(key) }

  private func decoder(_ key: Key) throws -> ConfigurationDecoder {
    ConfigurationDecoder(source: try source(key), codingPath: codingPath + [key])
  }

  private func source(_ key: Key) throws -> OverlaidValue {
    guard let source = fields[key.stringValue] else {
      throw ConfigurationFault(codingPath, .missing(key: key.stringValue))
    }
    return source
  }
}

/// Reads the elements of a list.
struct ArrayDecoding: UnkeyedDecodingContainer {
  let elements: [OverlaidValue]
  let codingPath: [any CodingKey]
  var currentIndex = 0
  var count: Int? { elements.count }
  var isAtEnd: Bool { currentIndex >= elements.count }

  init(elements: [OverlaidValue], codingPath: [any CodingKey]) {
    self.elements = elements
    self.codingPath = codingPath
  }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, elements[currentIndex].isNull else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let decoder = try next()
    return try ConfigurationDecoder.value(type, from: decoder.source, at: decoder.codingPath)
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    try next().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try next().unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder { try next() }

  private mutating func next() throws -> ConfigurationDecoder {
    guard !isAtEnd else {
      throw ConfigurationFault(codingPath, .other("the list has only \(elements.count) elements"))
    }
    defer { currentIndex += 1 }
    return ConfigurationDecoder(
      source: elements[currentIndex], codingPath: codingPath + [IndexKey(currentIndex)])
  }
}
