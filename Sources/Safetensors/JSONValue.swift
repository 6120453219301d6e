/// A JSON value of a file that comes with a model, with the members of an object in their order.
package enum JSONValue: Sendable {
  case object([JSONMember])
  case array([JSONValue])
  case string(String)
  case integer(Int)
  /// A number with a fraction or an exponent, or one that is too large for an integer.
  case number(Double)
  case flag(Bool)
  case null

  /// The members, or nil if the value is no object.
  package var members: [JSONMember]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The text, or nil if the value is no string.
  package var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The sizes or offsets, or nil if the value is no array of integers from 0 up.
  var naturals: [Int]? {
    guard case .array(let values) = self else { return nil }
    let naturals = values.compactMap { value in
      if case .integer(let number) = value, number >= 0 { number } else { nil }
    }
    return naturals.count == values.count ? naturals : nil
  }

  /// Returns the member of a name, or nil if there is none.
  package subscript(name: String) -> JSONValue? {
    members?.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
  }
}

/// One member of a JSON object.
package struct JSONMember: Sendable {
  /// The name, the only one of its bytes in the object.
  package let name: String
  /// The value.
  package let value: JSONValue
}

/// Why bytes are no JSON that is accepted.
package struct JSONDamage: Error {
  /// What is wrong, as a part of a sentence.
  package let fact: String
}
