/// What an option of a stage may be, and when it has no effect.
///
/// Every option that is a number has a rule; one that is none has a rule only if it is sometimes
/// idle. An idle option is refused where a person gave it another value than the standard.
package struct OptionRule<Options>: Sendable {
  /// The option as pipelines spell it, for example "optimizer.adamW.beta1".
  package let key: String
  /// The numbers it may be; for a list, what each element may be.
  package let range: OptionRange?
  /// What it counts or measures; empty for a plain number.
  package let unit: String
  /// Returns why the option has no effect, given how many references each input holds.
  let idleness: @Sendable (Options, [String: Int]) -> String?

  private init(
    _ key: String, _ range: OptionRange?, _ unit: String,
    _ idleness: @escaping @Sendable (Options, [String: Int]) -> String? = { _, _ in nil }
  ) {
    (self.key, self.range, self.unit, self.idleness) = (key, range, unit, idleness)
  }

  /// Creates the rule of a count.
  package static func count(
    _ key: String, _ range: ClosedRange<Int>, _ unit: String
  ) -> OptionRule {
    OptionRule(key, .whole(range), unit)
  }

  /// Creates the rule of a limit, of which 0 is none; it holds for all inputs together.
  package static func limit(_ key: String, _ unit: String) -> OptionRule {
    .count(key, 0...OptionRange.largestCount, unit)
  }

  /// Creates the rule of a number that may be either end of its range.
  package static func number(
    _ key: String, _ range: ClosedRange<Double>, _ unit: String = ""
  ) -> OptionRule {
    OptionRule(key, .real(range), unit)
  }

  /// Creates the rule of a number with another range.
  package static func number(
    _ key: String, _ range: OptionRange, _ unit: String = ""
  ) -> OptionRule {
    OptionRule(key, range, unit)
  }

  /// Creates the rule of an option that is no number.
  package static func other(_ key: String) -> OptionRule { OptionRule(key, nil, "") }

  /// Returns the rule with a condition under which the option has no effect.
  ///
  /// The reason ends the sentence "… has no effect", for example "with schedule: constant".
  package func idle(
    _ reason: String, when condition: @escaping @Sendable (Options, [String: Int]) -> Bool
  ) -> OptionRule {
    OptionRule(key, range, unit) { options, inputs in
      idleness(options, inputs) ?? (condition(options, inputs) ? reason : nil)
    }
  }

  fileprivate func inside<Outer>(
    _ key: String, _ part: @escaping @Sendable (Outer) -> Options
  ) -> OptionRule<Outer> {
    OptionRule<Outer>("\(key).\(self.key)", range, unit) { idleness(part($0), $1) }
  }
}

extension Array {
  /// Returns rules as those of options that hold these under a key.
  package func inside<Inner, Outer>(
    _ key: String, _ part: @escaping @Sendable (Outer) -> Inner
  ) -> [OptionRule<Outer>] where Element == OptionRule<Inner> {
    map { $0.inside(key, part) }
  }
}

extension OptionRule {
  /// Throws if the option, or an element of it, is outside its range.
  func check(_ values: [String: ConfigurationValue]) throws {
    guard let range, let value = values[key] else { return }
    if case .array(let elements) = value {
      for (index, element) in elements.enumerated() {
        try check(element, in: range, at: path + [IndexKey(index)])
      }
    } else {
      try check(value, in: range, at: path)
    }
  }

  /// Throws if the option has no effect although a person chose its value.
  func checkEffect(
    _ values: [String: ConfigurationValue], standard: [String: ConfigurationValue],
    _ options: Options, _ inputs: [String: Int]
  ) throws {
    guard values[key] != standard[key], let reason = idleness(options, inputs) else { return }
    throw ConfigurationFault(path, .idle(reason))
  }

  private var path: [any CodingKey] { key.split(separator: ".").map { NameKey(String($0)) } }

  private func check(
    _ value: ConfigurationValue, in range: OptionRange, at path: [any CodingKey]
  ) throws {
    let number: Double? =
      switch value {
      case .integer(let value): Double(value)
      case .real(let value): value
      default: nil
      }
    // Null is for an option that may be absent.
    guard number.map(range.contains) ?? (value == .null) else {
      throw ConfigurationFault(
        path, .wrongType(expected: range.description, found: "'\(value.canonicalText)'"))
    }
  }
}
