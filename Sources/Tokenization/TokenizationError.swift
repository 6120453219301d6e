/// What can be wrong with a tokenizer, a dialog or a corpus.
package enum TokenizationError: Error, Hashable, CustomStringConvertible {
  case unreadable(file: String, reason: String)
  case damagedModel(file: String, fact: String)
  case unsupportedAlgorithm(String)
  case unsupportedNormalizer(String)
  case badPiece(id: Int, fact: String)
  case badVocabulary(fact: String)
  case vocabularyMismatch(tokenizer: Int, model: Int)
  case corpusTooSmall(wanted: Int, possible: Int)
  case vocabularyTooSmall(wanted: Int, least: Int)
  case emptyDialog
  case systemOnly
  case specialTag(String, role: ChatRole, message: Int)
  case unexpectedRole(ChatRole, expected: ChatRole, message: Int)
  case wrongLastRole(ChatRole, expected: ChatRole)
  case promptNotPrefix(turn: Int)

  package var description: String {
    modelSentence ?? trainingSentence ?? dialogSentence
      ?? "The tokenizer failed in a way that has no sentence; please report what you did."
  }
}

extension TokenizationError {
  private var modelSentence: String? {
    switch self {
    case .unreadable(let file, let reason):
      "\(file): the tokenizer cannot be read (\(reason)); check the path and its permissions."
    case .damagedModel(let file, let fact):
      "\(file): not a whole SentencePiece model, \(fact); fetch the file again."
    case .unsupportedAlgorithm(let name):
      "The tokenizer is a SentencePiece model of type '\(name)'; "
        + "only 'bpe' is supported, so choose a model with a byte-pair tokenizer."
    case .unsupportedNormalizer(let name):
      "The tokenizer normalises text with '\(name)', which would be ignored; "
        + "only 'identity' is supported, so choose a model whose normaliser is 'identity'."
    case .badPiece(let id, let fact):
      "Piece \(id) of the tokenizer \(fact); fetch or export the tokenizer again."
    case .badVocabulary(let fact):
      "The tokenizer's vocabulary \(fact); fetch or export the tokenizer again."
    case .vocabularyMismatch(let tokenizer, let model):
      "The tokenizer disagrees with the vocabulary: it has \(tokenizer) pieces, the model "
        + "\(model) rows; use the tokenizer.model that came with the model."
    default: nil
    }
  }

  private var trainingSentence: String? {
    switch self {
    case .corpusTooSmall(let wanted, let possible):
      "The corpus supports \(possible) pieces, fewer than the vocabulary of \(wanted) asked for; "
        + "lower the vocabulary size or add text."
    case .vocabularyTooSmall(let wanted, let least):
      "A vocabulary of \(wanted) has no room for the special pieces and bytes; "
        + "choose at least \(least)."
    default: nil
    }
  }

  private var dialogSentence: String? {
    switch self {
    case .emptyDialog: "The dialog has no messages; give at least one user message."
    case .systemOnly: "The dialog has only a system message; add a user message after it."
    case .specialTag(let tag, let role, let message):
      "Message \(message) (\(role.rawValue)) contains the tag '\(tag)', which marks turns of the "
        + "chat format; remove it from the text."
    case .unexpectedRole(let role, let expected, let message):
      "Message \(message) is of role '\(role.rawValue)' where '\(expected.rawValue)' is due; after "
        + "an optional system message, user and assistant must alternate."
    case .wrongLastRole(let role, let expected):
      "The last message is of role '\(role.rawValue)'; end the dialog with a message of role "
        + "'\(expected.rawValue)'."
    case .promptNotPrefix(let turn):
      "In turn \(turn) the tokenizer merges the end of the prompt with the answer, so the answer's "
        + "tokens cannot be told apart; drop the row or use another tokenizer."
    default: nil
    }
  }
}
