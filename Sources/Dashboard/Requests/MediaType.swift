/// The type of a body: `type/subtype` and parameters, by RFC 9110, section 8.3.1.
package struct MediaType: Hashable, Sendable {
  /// Type and subtype, in lower case.
  let name: String
  /// The parameters in their order, names in lower case.
  let parameters: [Parameter]

  /// A parameter, such as the character set.
  struct Parameter: Hashable, Sendable {
    let name: String
    let value: String
  }

  /// Whether the body is an ordinary form in UTF-8, the only kind accepted.
  package var isForm: Bool {
    guard name == "application/x-www-form-urlencoded", parameters.count < 2 else { return false }
    return parameters.allSatisfy { $0.name == "charset" && $0.value.lowercased() == "utf-8" }
  }

  /// Reads the value of a header field; nil if it is not a media type.
  package init?(_ field: String) {
    var rest = Array(field.utf8)[...]
    Self.skipSpace(&rest)
    guard let type = Self.token(&rest), Self.skip("/", &rest), let subtype = Self.token(&rest)
    else { return nil }
    name = "\(type)/\(subtype)".lowercased()
    var parameters: [Parameter] = []
    while Self.skipSpace(&rest), !rest.isEmpty {
      guard Self.skip(";", &rest) else { return nil }
      Self.skipSpace(&rest)
      guard let name = Self.token(&rest), Self.skip("=", &rest), let value = Self.value(&rest)
      else { return nil }
      parameters.append(Parameter(name: name.lowercased(), value: value))
    }
    self.parameters = parameters
  }

  private static func value(_ rest: inout ArraySlice<UInt8>) -> String? {
    guard skip("\"", &rest) else { return token(&rest) }
    var text: [UInt8] = []
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\"") { return String(validating: text, as: UTF8.self) }
      let isQuoted = byte == UInt8(ascii: "\\")
      guard let byte = isQuoted ? rest.popFirst() : byte, byte == 0x09 || byte >= 0x20,
        byte != 0x7F
      else { return nil }
      text.append(byte)
    }
    return nil
  }

  private static func token(_ rest: inout ArraySlice<UInt8>) -> String? {
    let token = rest.prefix(while: isTokenByte)
    rest = rest.dropFirst(token.count)
    return token.isEmpty ? nil : String(decoding: token, as: UTF8.self)
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }

  private static func skip(_ text: Unicode.Scalar, _ rest: inout ArraySlice<UInt8>) -> Bool {
    guard rest.first == UInt8(ascii: text) else { return false }
    rest.removeFirst()
    return true
  }

  @discardableResult
  private static func skipSpace(_ rest: inout ArraySlice<UInt8>) -> Bool {
    rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
    return true
  }
}
