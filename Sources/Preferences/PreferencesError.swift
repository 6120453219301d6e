/// Why a posted judgement cannot be understood.
package enum PreferencesError: Error, Hashable, CustomStringConvertible {
  case missingChoice
  case unknownChoice(String)
  case missingSafety
  case unknownSafety(String)
  case missingReason
  case unsafePreferred
  case longText(bytes: Int, most: Int)

  package var description: String {
    switch self {
    case .missingChoice:
      "Nothing was chosen; choose one of the buttons, or press its key."
    case .unknownChoice(let text):
      "'\(text.prefix(40))' is not a choice; choose one of the buttons."
    case .missingSafety:
      "This pair also asks which answers are safe; mark one of the four, then choose again."
    case .unknownSafety(let text):
      "'\(text.prefix(40))' is not an answer to the safety question; mark one of the four."
    case .missingReason:
      "A skipped pair needs a reason; write it under 'Flag, comment or skip', then skip again."
    case .unsafePreferred:
      "You prefer an answer that you mark as unsafe to one that you mark as safe. Choose once more "
        + "if you mean it: such a pair is kept, and no model is trained on it."
    case .longText(let bytes, let most):
      "The text has \(bytes) bytes, and at most \(most) are kept; shorten it and choose again."
    }
  }
}
