// JSON written in Swift, for the schema of pipelines.
extension ConfigurationValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// Creates a text.
  package init(stringLiteral text: String) { self = .string(text) }
  /// Creates a truth value.
  package init(booleanLiteral value: Bool) { self = .boolean(value) }
  /// Creates an array.
  package init(arrayLiteral elements: ConfigurationValue...) { self = .array(elements) }
  /// Creates an object.
  package init(dictionaryLiteral elements: (String, ConfigurationValue)...) {
    self = .object(Dictionary(elements, uniquingKeysWith: { first, _ in first }))
  }

  /// Returns a list of texts.
  static func strings(_ texts: [String]) -> ConfigurationValue { .array(texts.map { .string($0) }) }

  /// Returns an object with a description beside its other keys.
  static func described(
    _ description: String, _ fields: [String: ConfigurationValue]
  ) -> ConfigurationValue {
    .object(fields.merging(["description": .string(description)]) { first, _ in first })
  }
}
