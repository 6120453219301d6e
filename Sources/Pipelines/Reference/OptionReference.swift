/// An option of a kind of stage, as the reference documents it.
package struct OptionReference: Hashable, Sendable {
  /// The option as pipelines spell it, for example "optimizer.learningRate".
  package let name: String
  /// What kind of value it takes; of a list, what each element is.
  package let type: OptionType
  /// Whether it takes a list of such values.
  package let isList: Bool
  /// What it counts or measures; empty for a plain number and for what is none.
  package let unit: String
  /// The value where a pipeline gives none; null for an option of each element of a list.
  package let standard: ConfigurationValue
  /// Whether a pipeline must give it.
  package let isRequired: Bool
  /// Whether the pipeline's seed takes the place of the default.
  package let takesPipelineSeed: Bool
  /// Whether it decides only how the work is done, and not what comes of it.
  package let isOperational: Bool
  /// The conditions under which it has no effect, as ends of a sentence.
  package let idleReasons: [String]
  /// What it does and when to change it.
  package let sentence: String

  init<Options: StageConfiguration>(
    _ rule: OptionRule<Options>, standard: ConfigurationValue, seedOption: String?
  ) {
    name = rule.key
    type = rule.type
    if case .array = standard { isList = true } else { isList = false }
    unit = rule.unit
    self.standard = standard
    isRequired = rule.isRequired
    takesPipelineSeed = rule.key == seedOption
    isOperational = Options.operationalOptions.contains(rule.key)
    idleReasons = rule.idleReasons
    sentence = rule.sentence
  }

  /// Whether one value is the default in every pipeline.
  package var hasDefault: Bool { !isRequired && !takesPipelineSeed && standard != .null }

  /// What may be written, for example "whole number from 1 to 64 (rows)".
  package var valueWords: String {
    let value =
      switch type {
      case .number(let range): "\(range.isWhole ? "whole number" : "number") from \(range.bounds)"
      case .boolean: "true or false"
      case .text: "text"
      case .choice(let values): "one of " + values.joined(separator: ", ")
      }
    return (isList ? "list, each a " : "") + value + (unit.isEmpty ? "" : " (\(unit))")
  }

  /// The default as a pipeline would spell it, or why there is none.
  package var defaultWords: String {
    if isRequired { return "required" }
    if takesPipelineSeed { return "the pipeline's seed" }
    if standard == .null { return "required in each" }
    if standard == .string("") { return "empty" }
    return Self.spelling(of: standard)
  }

  private static func spelling(of value: ConfigurationValue) -> String {
    switch value {
    case .string(let text): text
    case .array(let elements): "[" + elements.map(spelling).joined(separator: ", ") + "]"
    // A whole number reads the same without its fraction.
    case .real(let number): Int(exactly: number).map { "\($0)" } ?? "\(number)"
    default: value.canonicalText
    }
  }
}

extension OptionReference: Encodable {
  private enum CodingKeys: String, CodingKey {
    case name, type, list, unit, required, operational, sentence, values, minimum, maximum
    case exclusiveMinimum, exclusiveMaximum
    case standard = "default"
    case idleReasons = "noEffect"
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(isList, forKey: .list)
    try container.encode(isRequired, forKey: .required)
    try container.encode(isOperational, forKey: .operational)
    try container.encode(sentence, forKey: .sentence)
    if !unit.isEmpty { try container.encode(unit, forKey: .unit) }
    if hasDefault { try container.encode(standard, forKey: .standard) }
    if !idleReasons.isEmpty { try container.encode(idleReasons, forKey: .idleReasons) }
    switch type {
    case .number(let range):
      try container.encode(range.isWhole ? "integer" : "number", forKey: .type)
      for (key, limit) in range.limits {
        try CodingKeys(stringValue: key).map { try container.encode(limit, forKey: $0) }
      }
    case .boolean: try container.encode("boolean", forKey: .type)
    case .text: try container.encode("string", forKey: .type)
    case .choice(let values):
      try container.encode("string", forKey: .type)
      try container.encode(values, forKey: .values)
    }
  }
}
