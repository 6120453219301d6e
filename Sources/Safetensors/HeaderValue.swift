/// A JSON value of a header or an index, with the members of an object in their order.
enum HeaderValue {
  case object([HeaderMember])
  case array([HeaderValue])
  case string(String)
  case integer(Int)
  /// A number with a fraction or out of range, a truth value or null: valid, but of no use here.
  case other

  /// Returns the members, or nil if the value is no object.
  var members: [HeaderMember]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// Returns the text, or nil if the value is no string.
  var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// Returns the sizes or offsets, or nil if the value is no array of integers from 0 up.
  var naturals: [Int]? {
    guard case .array(let values) = self else { return nil }
    let naturals = values.compactMap { value in
      if case .integer(let number) = value, number >= 0 { number } else { nil }
    }
    return naturals.count == values.count ? naturals : nil
  }

  /// Returns the member of a name, or nil if there is none.
  subscript(name: String) -> HeaderValue? {
    members?.first { $0.name == name }?.value
  }
}

/// One member of a JSON object.
struct HeaderMember {
  let name: String
  let value: HeaderValue
}

/// Why bytes are no JSON that we accept.
struct HeaderDamage: Error {
  let fact: String
}
