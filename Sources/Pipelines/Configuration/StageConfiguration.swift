/// The options of a stage: a value whose defaults a pipeline file overlays.
package protocol StageConfiguration: Codable, Sendable {
  /// The default options.
  static var standard: Self { get }
  /// The range of every number, and when options have no effect.
  static var rules: [OptionRule<Self>] { get }
  /// The options that decide how the work is done, but not its result.
  ///
  /// They are not part of a stage's key: work that differs only in them is the same work.
  static var operationalOptions: Set<String> { get }
  /// Whether the stage draws random numbers; if not, its seed is not part of its key.
  var drawsBySeed: Bool { get }
  /// Throws if the options contradict each other; the error says which and what to write.
  func validate() throws
  /// Throws if the options do not fit the number of references of each input.
  func validate(inputs: [String: Int]) throws
}

extension StageConfiguration {
  /// No rules, for options without a number.
  package static var rules: [OptionRule<Self>] { [] }

  /// No options are operational.
  package static var operationalOptions: Set<String> { [] }

  /// Most stages draw.
  package var drawsBySeed: Bool { true }

  /// Accepts all options that satisfy the rules.
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
