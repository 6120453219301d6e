/// The target of a request in the only accepted form: a path with an optional query.
///
/// The other forms of RFC 9112, section 3.2 (a whole address, an authority, an asterisk) and paths
/// that two programs may parse differently are refused: empty parts, escaped slashes, control
/// characters, escapes that are not UTF-8.
package struct RequestTarget: Hashable, Sendable {
  /// Longer than any address of ours.
  static let mostBytes = 2048

  /// The fields of the query.
  package let query: FormFields

  /// Reads a target; nil if it is not accepted.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count <= Self.mostBytes, bytes.allSatisfy(\.isVisible) else {
      return nil
    }
    let parts = bytes.split(
      separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
    guard Self.isPath(parts[0]) else { return nil }
    guard let query = try? FormFields(parts.count == 2 ? parts[1] : []) else { return nil }
    self.query = query
  }

  private static func isPath(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.first == UInt8(ascii: "/") else { return false }
    let parts = bytes.dropFirst().split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.dropLast().allSatisfy { !$0.isEmpty } && parts.allSatisfy(isPart)
  }

  private static func isPart(_ bytes: ArraySlice<UInt8>) -> Bool {
    let slashes = [UInt8(ascii: "/"), UInt8(ascii: "\\")]
    guard let decoded = PercentEscapes.decoded(bytes) else { return false }
    return decoded.allSatisfy { $0 >= 0x20 && $0 != 0x7F && !slashes.contains($0) }
      && String(validating: decoded, as: UTF8.self) != nil
  }
}
