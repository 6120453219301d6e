import Foundation

/// The fields of a form as a browser posts them; of fields with one name the last counts.
struct PostedForm {
  private var fields: [String: String] = [:]

  /// Reads `name=value` pairs with percent escapes and plus signs for spaces.
  init(_ body: String) {
    for pair in body.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decoded(parts[0]) else { continue }
      fields[name] = parts.count == 2 ? Self.decoded(parts[1]) : ""
    }
  }

  subscript(name: String) -> String? { fields[name] }

  private static func decoded(_ text: Substring) -> String? {
    text.replacing("+", with: " ").removingPercentEncoding
  }
}
