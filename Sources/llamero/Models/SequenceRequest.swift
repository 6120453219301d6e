import Tokenization

/// A sequence as a line of input gives it: as tokens, as text, or as messages.
struct SequenceRequest: Decodable {
  /// The ways to give a sequence.
  enum Form: String, CaseIterable {
    case tokens, text, messages
  }

  let tokens: [Int32]?
  let text: String?
  let messages: [ChatMessage]?

  /// Returns the one form that the line has, of those that the command takes.
  func form(among accepted: [Form]) throws -> Form {
    let given = Form.allCases.filter { form in
      switch form {
      case .tokens: tokens != nil
      case .text: text != nil
      case .messages: messages != nil
      }
    }
    guard given.count == 1, let form = given.first, accepted.contains(form) else {
      let wanted = accepted.map { "'\($0.rawValue)'" }.joined(separator: " or ")
      throw CommandFailure.request("The object must have one of the keys \(wanted); correct it.")
    }
    return form
  }
}
