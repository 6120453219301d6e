/// A value of a row as a file gives it.
package indirect enum FieldValue: Hashable, Sendable {
  case text(String)
  case number(Double)
  case flag(Bool)
  case list([FieldValue])
  case object([String: FieldValue])
  case none

  /// The text, or nothing for another kind of value.
  package var text: String? { if case .text(let value) = self { value } else { nil } }
  /// The number, or nothing for another kind of value.
  package var number: Double? { if case .number(let value) = self { value } else { nil } }
  /// The truth value, or nothing for another kind of value.
  package var flag: Bool? { if case .flag(let value) = self { value } else { nil } }
  /// The elements, or nothing for another kind of value.
  package var list: [FieldValue]? { if case .list(let value) = self { value } else { nil } }
  /// The fields, or nothing for another kind of value.
  package var object: [String: FieldValue]? {
    if case .object(let value) = self { value } else { nil }
  }
}

extension FieldValue: CustomStringConvertible {
  package var description: String {
    switch self {
    case .text(let value): "'\(value.count > 40 ? value.prefix(40) + "…" : value)'"
    case .number(let value): value == value.rounded() ? String(Int64(clamping: value)) : "\(value)"
    case .flag(let value): "\(value)"
    case .list(let values): "a list of \(values.count)"
    case .object(let fields): "an object of \(fields.count) fields"
    case .none: "null"
    }
  }
}

extension Int64 {
  /// Creates the nearest representable integer; not-a-number becomes zero.
  fileprivate init(clamping value: Double) {
    self = value.isNaN ? 0 : Int64(exactly: value.rounded()) ?? (value < 0 ? .min : .max)
  }
}
