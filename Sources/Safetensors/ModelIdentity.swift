package import Foundation

/// What the `config.json` of a model says that the model is.
package struct ModelIdentity: Hashable, Sendable {
  /// The value of `model_type`; where there is none, the first class.
  package let type: String
  /// The classes of transformers that can load it, the value of `architectures`.
  package let classes: [String]

  private static let mostBytes = 16_000_000

  /// Reads a `config.json`.
  package init(contentsOf url: URL) throws {
    let value = try JSONValue(contentsOf: url, atMost: Self.mostBytes)
    guard value.members != nil else { throw ModelFileError.notAnObject(url) }
    if case .array(let values)? = value["architectures"] {
      classes = values.compactMap(\.text)
    } else {
      classes = []
    }
    type = value["model_type"]?.text ?? classes.first ?? "nothing"
  }
}
