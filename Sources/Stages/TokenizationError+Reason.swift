import Tokenization

extension TokenizationError {
  /// A short reason to count dropped rows by; a tag is named.
  var reason: String {
    switch self {
    case .specialTag(let tag, _, _): "contains the tag \(tag)"
    case .emptyDialog: "empty dialog"
    case .systemOnly: "only a system message"
    case .unexpectedRole, .wrongLastRole: "roles do not alternate"
    case .promptNotPrefix: "the prompt's tokens are not a prefix of the row's"
    default: "cannot be laid out"
    }
  }
}
