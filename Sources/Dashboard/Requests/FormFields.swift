/// The fields of a form or query, accepted only as browsers write them.
///
/// `name=value` pairs in printable ASCII, other characters as percent escapes of UTF-8 and a plus
/// sign for a space (URL Standard, section 5). Anything ambiguous is refused: a repeated
/// field, an invalid escape.
package struct FormFields: Hashable, Sendable {
  /// Why bytes are not valid fields.
  package enum Fault: Error, Hashable {
    case tooManyFields, repeatedField, strayByte, badEscape, notText
  }

  /// More fields than any form of ours has.
  static let mostFields = 32

  private var values: [[UInt8]: String] = [:]

  /// Reads fields; no bytes give no fields.
  package init(_ bytes: some Collection<UInt8>) throws(Fault) {
    for pair in bytes.split(separator: UInt8(ascii: "&")) {
      guard values.count < Self.mostFields else { throw .tooManyFields }
      let parts = pair.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      let name = Array(try Self.text(parts[0]).utf8)
      guard values[name] == nil else { throw .repeatedField }
      values[name] = parts.count == 2 ? try Self.text(parts[1]) : ""
    }
  }

  /// The text of a field, nil if it is not there.
  package subscript(name: String) -> String? { values[Array(name.utf8)] }

  /// The whole number that a field holds in plain digits.
  package func number(_ name: String) -> Int? {
    guard let text = self[name], text.utf8.allSatisfy(\.isDigit) else { return nil }
    return Int(text)
  }

  private static func text(_ bytes: some Collection<UInt8>) throws(Fault) -> String {
    guard bytes.allSatisfy(\.isVisible) else { throw .strayByte }
    let spaced = bytes.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }
    guard let decoded = PercentEscapes.decoded(spaced) else { throw .badEscape }
    guard let text = String(validating: decoded, as: UTF8.self) else { throw .notText }
    return text
  }
}
