import Foundation

/// What a piece of JSON must look like. An object has the described keys and no others.
indirect enum Schema: Sendable {
  case any
  case string
  case number
  /// A number, or the word that stands for one that JSON cannot write, such as "NaN".
  case measured
  case boolean
  case word(Set<String>)
  case array(of: Schema)
  case object([String: Schema], optional: [String: Schema] = [:])
  /// An object with keys of any name, such as the outputs of a stage.
  case dictionary(of: Schema)

  /// Returns what is wrong with a text, one sentence for each place.
  func faults(in text: String) throws -> [String] {
    faults(of: try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)), at: "top")
  }

  private func faults(of value: JSONValue, at path: String) -> [String] {
    switch (self, value) {
    case (.any, _), (.string, .string), (.number, .number), (.measured, .number),
      (.measured, .string("NaN")), (.measured, .string("Infinity")),
      (.measured, .string("-Infinity")), (.boolean, .boolean):
      []
    case (.word(let words), .string(let text)):
      words.contains(text) ? [] : ["\(path) is '\(text)'"]
    case (.array(let items), .array(let elements)):
      elements.enumerated().flatMap { items.faults(of: $1, at: "\(path)[\($0)]") }
    case (.dictionary(let schema), .object(let fields)):
      fields.flatMap { schema.faults(of: $1, at: "\(path).\($0)") }
    case (.object(let required, let optional), .object(let fields)):
      required.keys.filter { fields[$0] == nil }.map { "\(path) lacks '\($0)'" }
        + fields.flatMap { key, value in
          (required[key] ?? optional[key])?.faults(of: value, at: "\(path).\(key)")
            ?? ["\(path) has '\(key)' besides"]
        }
    default: ["\(path) is a \(value.type)"]
    }
  }
}

/// A piece of JSON.
enum JSONValue: Decodable {
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let values = try? container.decode([JSONValue].self) {
      self = .array(values)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// The name of the type.
  var type: String {
    switch self {
    case .null: "null"
    case .boolean: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}
