/// The place where an encoder puts a value; `Encoder` asks for a reference type.
final class EncodedBox {
  private var scalar: ConfigurationValue = .object([:])
  private var fields: [String: EncodedBox]?
  private var elements: [EncodedBox]?

  /// The value that was put here.
  var value: ConfigurationValue {
    if let fields { return .object(fields.mapValues(\.value)) }
    if let elements { return .array(elements.map(\.value)) }
    return scalar
  }

  /// The number of elements put here so far.
  var count: Int { elements?.count ?? 0 }

  /// Makes this an object, empty so far.
  func beginObject() { fields = fields ?? [:] }

  /// Makes this an array, empty so far.
  func beginArray() { elements = elements ?? [] }

  /// Returns the place of a key.
  func field(_ name: String) -> EncodedBox {
    let box = EncodedBox()
    fields = fields ?? [:]
    fields?[name] = box
    return box
  }

  /// Returns the place after the last element.
  func element() -> EncodedBox {
    let box = EncodedBox()
    beginArray()
    elements?.append(box)
    return box
  }

  /// Puts "nothing" here.
  func encodeNil() { scalar = .null }

  /// Puts a value here.
  func encode<Value: Encodable>(_ value: Value, at path: [any CodingKey]) throws {
    switch value {
    case let value as Bool: scalar = .boolean(value)
    case let value as String: scalar = .string(value)
    case let value as Double: scalar = .real(value)
    // The shortest decimal of the narrow number, not the long one of its widened bits.
    case let value as Float: scalar = .real(Double("\(value)") ?? Double(value))
    case let value as any FixedWidthInteger: scalar = .integer(Int128(value))
    default: try value.encode(to: ConfigurationEncoder(box: self, codingPath: path))
    }
  }
}

/// Turns an encodable value into a `ConfigurationValue`.
struct ConfigurationEncoder: Encoder {
  let box: EncodedBox
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    box.beginObject()
    return KeyedEncodingContainer(ObjectEncoding<Key>(box: box, codingPath: codingPath))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    box.beginArray()
    return ArrayEncoding(box: box, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    ScalarEncoding(box: box, codingPath: codingPath)
  }
}

private struct ScalarEncoding: SingleValueEncodingContainer {
  let box: EncodedBox
  let codingPath: [any CodingKey]

  func encodeNil() { box.encodeNil() }

  func encode<Value: Encodable>(_ value: Value) throws {
    try box.encode(value, at: codingPath)
  }
}

private struct ArrayEncoding: UnkeyedEncodingContainer {
  let box: EncodedBox
  let codingPath: [any CodingKey]
  var count: Int { box.count }

  func encodeNil() { box.element().encodeNil() }

  func encode<Value: Encodable>(_ value: Value) throws {
    try box.element().encode(value, at: codingPath)
  }

  func nestedContainer<Key: CodingKey>(
    keyedBy keyType: Key.Type
  ) -> KeyedEncodingContainer<Key> {
    ConfigurationEncoder(box: box.element(), codingPath: codingPath).container(keyedBy: keyType)
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    ConfigurationEncoder(box: box.element(), codingPath: codingPath).unkeyedContainer()
  }

  func superEncoder() -> any Encoder {
    ConfigurationEncoder(box: box.element(), codingPath: codingPath)
  }
}
