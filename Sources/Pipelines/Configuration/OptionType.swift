/// What kind of value an option takes; for a list, what each element is.
package enum OptionType: Hashable, Sendable {
  /// A number within a range.
  case number(OptionRange)
  /// True or false.
  case boolean
  /// Any text, for example a path.
  case text
  /// One of the values of an enumeration.
  case choice([String])

  /// Creates the type of an option whose values an enumeration lists.
  init<Choice: CaseIterable & RawRepresentable<String>>(_ choice: Choice.Type) {
    self = .choice(choice.allCases.map(\.rawValue))
  }
}
