/// Why a posted judgement cannot be understood.
package enum PreferencesError: Error, Hashable, CustomStringConvertible {
  case missingChoice
  case unknownChoice(String)
  case missingSafety
  case unknownSafety(String)

  package var description: String {
    switch self {
    case .missingChoice:
      "No answer was chosen; choose one of the eight buttons, or press a key from 1 to 8."
    case .unknownChoice(let text):
      "'\(text.prefix(40))' is not a choice; choose one of the eight buttons, numbered 1 to 8."
    case .missingSafety:
      "This pair also asks which answers are safe; mark one of the four, then choose again."
    case .unknownSafety(let text):
      "'\(text.prefix(40))' is not an answer to the safety question; mark one of the four."
    }
  }
}
