/// A row before it is understood: named values and the place they came from.
package struct RawRow: Sendable {
  /// Where the row stands.
  package var place: RowPlace
  /// The row's values by key.
  package var fields: [String: FieldValue]

  /// Creates a row of named values.
  package init(place: RowPlace, fields: [String: FieldValue]) {
    self.place = place
    self.fields = fields
  }

  /// Returns the value of a key, or nothing where the key is absent or null.
  package subscript(key: String) -> FieldValue? {
    guard let value = fields[key], value != .none else { return nil }
    return value
  }

  /// Returns whether the row has all the keys, null values included.
  package func has(_ keys: String...) -> Bool {
    keys.allSatisfy { fields[$0] != nil }
  }

  /// Returns the trimmed text of a key, empty where it is absent or null.
  package func text(_ key: String) throws -> String {
    guard let value = self[key] else { return "" }
    guard let text = value.text else { throw wrong(key, value, allowed: "a text") }
    return text.trimmed
  }

  /// Returns the truth value of a key, or nothing where it is absent or null.
  func flag(_ key: String) throws -> Bool? {
    guard let value = self[key], value.text?.trimmed.isEmpty != true else { return nil }
    // A table has no truth values of its own, only words.
    if let flag = value.flag ?? value.text.flatMap({ Bool($0.lowercased()) }) { return flag }
    throw wrong(key, value, allowed: "true or false")
  }

  /// Makes the error of a value that is not allowed.
  func wrong(_ key: String, _ value: FieldValue, allowed: String) -> CorporaError {
    .wrongValue(place, key: key, value: value.description, allowed: allowed)
  }

  /// Makes the error of a row in none of the accepted forms.
  func unknownForm(_ accepted: [String]) -> CorporaError {
    .unknownForm(place, keys: fields.keys.sorted(), accepted: accepted)
  }
}
