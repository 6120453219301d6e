/// The values an option of a stage allows, what it does, and when it has no effect.
///
/// Every option has one rule: the file's reader checks values by it, and the reference prints it.
/// An option without effect is refused if its value is not the default.
package struct OptionRule<Options>: Sendable {
  /// The option as pipelines spell it, for example "optimizer.adamW.beta1".
  ///
  /// An option of each element of a list has brackets, as in "instructions[].text".
  package let key: String
  /// What kind of value it takes.
  package let type: OptionType
  /// What it counts or measures; empty for a plain number and for what is none.
  package let unit: String
  /// What the option does and when to change it.
  package let sentence: String
  /// Whether a pipeline must give it, because the default is not a usable value.
  package private(set) var isRequired = false
  /// What pipelines called the option before; a file that still does is told the key.
  private(set) var formerKey: String?
  /// The conditions under which the option has no effect, as ends of a sentence.
  package private(set) var idleReasons: [String] = []
  /// Returns why the option has no effect, given how many references each input holds.
  private(set) var idleness: @Sendable (Options, [String: Int]) -> String? = { _, _ in nil }

  private init(_ key: String, _ type: OptionType, _ unit: String, _ sentence: String) {
    (self.key, self.type, self.unit, self.sentence) = (key, type, unit, sentence)
  }

  /// The numbers it may be, if it is one; for a list, what each element may be.
  package var range: OptionRange? {
    if case .number(let range) = type { range } else { nil }
  }

  /// Creates the rule of a count.
  package static func count(
    _ key: String, _ range: ClosedRange<Int>, _ unit: String, _ sentence: String
  ) -> OptionRule {
    OptionRule(key, .number(.whole(range)), unit, sentence)
  }

  /// Creates the rule of a limit, of which 0 is none; it holds for all inputs together.
  package static func limit(_ key: String, _ unit: String, _ sentence: String) -> OptionRule {
    .count(key, 0...OptionRange.largestCount, unit, sentence)
  }

  /// Creates the rule of a number that may be either end of its range.
  package static func number(
    _ key: String, _ range: ClosedRange<Double>, unit: String = "", _ sentence: String
  ) -> OptionRule {
    OptionRule(key, .number(.real(range)), unit, sentence)
  }

  /// Creates the rule of a number with another range.
  package static func number(
    _ key: String, _ range: OptionRange, unit: String = "", _ sentence: String
  ) -> OptionRule {
    OptionRule(key, .number(range), unit, sentence)
  }

  /// Creates the rule of an option that is true or false.
  package static func flag(_ key: String, _ sentence: String) -> OptionRule {
    OptionRule(key, .boolean, "", sentence)
  }

  /// Creates the rule of an option that is a text.
  package static func text(_ key: String, _ sentence: String) -> OptionRule {
    OptionRule(key, .text, "", sentence)
  }

  /// Creates the rule of an option whose values an enumeration lists.
  package static func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ key: String, _ choice: Choice.Type, _ sentence: String
  ) -> OptionRule {
    OptionRule(key, OptionType(choice), "", sentence)
  }
}

extension OptionRule {
  /// Returns the rule of an option that every pipeline must give.
  package func required() -> OptionRule {
    var rule = self
    rule.isRequired = true
    return rule
  }

  /// Returns the rule of an option that had another name, at the same place.
  ///
  /// Nothing is read by the former name: it only makes the error say what to write instead.
  package func formerly(_ name: String) -> OptionRule {
    var rule = self
    rule.formerKey = (key.split(separator: ".").dropLast() + [name[...]]).joined(separator: ".")
    return rule
  }

  /// Returns the rule with a condition under which the option has no effect.
  ///
  /// The reason ends the sentence "… has no effect", for example "with schedule: constant".
  package func idle(
    _ reason: String, when condition: @escaping @Sendable (Options, [String: Int]) -> Bool
  ) -> OptionRule {
    var rule = self
    rule.idleReasons.append(reason)
    rule.idleness = { options, inputs in
      idleness(options, inputs) ?? (condition(options, inputs) ? reason : nil)
    }
    return rule
  }

  /// Returns the rule as it applies to options that nest it under a key.
  fileprivate func moved<Outer>(
    to key: String, _ idleness: @escaping @Sendable (Outer, [String: Int]) -> String?
  ) -> OptionRule<Outer> {
    var rule = OptionRule<Outer>(key, type, unit, sentence)
    (rule.isRequired, rule.idleReasons, rule.idleness) = (isRequired, idleReasons, idleness)
    rule.formerKey = formerKey.map { key.dropLast(self.key.count) + $0 }
    return rule
  }
}

extension Array {
  /// Returns rules as they apply to options that nest them under a key.
  package func inside<Inner, Outer>(
    _ key: String, _ part: @escaping @Sendable (Outer) -> Inner
  ) -> [OptionRule<Outer>] where Element == OptionRule<Inner> {
    map { rule in rule.moved(to: "\(key).\(rule.key)") { rule.idleness(part($0), $1) } }
  }

  /// Returns rules as they apply to options that hold a list of them under a key.
  package func elements<Inner, Outer>(
    of key: String, in outer: Outer.Type = Outer.self
  ) -> [OptionRule<Outer>] where Element == OptionRule<Inner> {
    map { $0.moved(to: "\(key)[].\($0.key)") { _, _ in nil } }
  }
}
