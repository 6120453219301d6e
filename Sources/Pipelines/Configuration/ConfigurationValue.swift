/// A configuration as a tree of values, in which whole numbers stay apart from reals.
package indirect enum ConfigurationValue: Hashable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int128)
  case real(Double)
  case string(String)
  case array([ConfigurationValue])
  case object([String: ConfigurationValue])

  /// Creates the value that stands for the encodable one.
  package init(encoding value: some Encodable) throws {
    let box = EncodedBox()
    try box.encode(value, at: [])
    self = box.value
  }

  /// The value of a key, if this is an object that has it.
  package subscript(key: String) -> ConfigurationValue? {
    if case .object(let fields) = self { fields[key] } else { nil }
  }

  /// JSON with sorted keys and no spaces; equal values have equal texts on every machine.
  package var canonicalText: String {
    switch self {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): "\(value)"
    case .real(let value): value.isFinite ? "\(value)" : Self.quoted("\(value)")
    case .string(let value): Self.quoted(value)
    case .array(let values): "[" + values.map(\.canonicalText).joined(separator: ",") + "]"
    case .object(let fields):
      "{"
        + fields.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .map { "\(Self.quoted($0.key)):\($0.value.canonicalText)" }.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

extension ConfigurationValue {
  /// The keys, if this is an object.
  var keys: [String] {
    if case .object(let fields) = self { fields.keys.sorted() } else { [] }
  }
}
