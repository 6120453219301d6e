/// The options of a stage: a value with a standard that a pipeline file overlays.
package protocol StageConfiguration: Codable, Sendable {
  /// The options of a pipeline file that says nothing.
  static var standard: Self { get }
  /// What every number may be, and which options have no effect when.
  static var rules: [OptionRule<Self>] { get }
  /// The options that decide how the work is done, and not what comes of it.
  ///
  /// They are no part of a stage's key: work that differs in them alone is the same work.
  static var operationalOptions: Set<String> { get }
  /// Whether the stage draws random numbers; the seed of one that does not is no part of its key.
  var drawsBySeed: Bool { get }
  /// Throws if the options do not go together; the error says which and what to write.
  func validate() throws
  /// Throws if the options do not go with how many references each input holds.
  func validate(inputs: [String: Int]) throws
}

extension StageConfiguration {
  /// No rules, for options without a number.
  package static var rules: [OptionRule<Self>] { [] }

  /// No such options.
  package static var operationalOptions: Set<String> { [] }

  /// Most stages draw.
  package var drawsBySeed: Bool { true }

  /// Accepts all options that keep the rules.
  package func validate() throws { try checkRules() }

  /// Accepts any inputs.
  package func validate(inputs: [String: Int]) throws {}

  /// Throws if a number is outside its range.
  package func checkRules() throws {
    let values = try ConfigurationValue(encoding: self).fields
    for rule in Self.rules { try rule.check(values) }
  }

  /// Throws for what has no effect with the other options and the inputs, or contradicts them.
  func checkEffects(inputs: [String: Int]) throws {
    let values = try ConfigurationValue(encoding: self).fields
    let standard = try ConfigurationValue(encoding: Self.standard).fields
    for rule in Self.rules { try rule.checkEffect(values, standard: standard, self, inputs) }
    try validate(inputs: inputs)
  }
}
