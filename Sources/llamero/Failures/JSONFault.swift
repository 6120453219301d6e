import Foundation

/// What is wrong with a piece of JSON, in words.
struct JSONFault {
  let sentence: String

  /// Takes the decoder's error.
  init(_ error: DecodingError) {
    switch error {
    case .keyNotFound(let key, _):
      sentence = "The key '\(key.stringValue)' is missing; add it."
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .dataCorrupted(let context):
      let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
      let place = path.isEmpty ? "" : " at \(path.joined(separator: "."))"
      let detail = context.debugDescription.trimmingCharacters(in: ["."])
      sentence = "This is not the expected JSON\(place) (\(detail)); correct it."
    @unknown default:
      sentence = "This is not the expected JSON; correct it."
    }
  }
}
