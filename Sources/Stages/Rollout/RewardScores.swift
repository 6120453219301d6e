import Foundation

/// The raw scores a source gives one answer, by name, before any sigmoid.
package struct RewardScores: Sendable, Hashable, ExpressibleByDictionaryLiteral {
  /// The name of the helpfulness score.
  static let helpfulness = "helpfulness"
  /// The name of the safety score.
  static let safety = "safety"

  /// The names, in alphabetical order.
  package let names: [String]
  private let values: [Float]

  /// Creates scores with distinct names.
  package init(dictionaryLiteral elements: (String, Float)...) {
    self.init(elements)
  }

  private init(_ scores: [(name: String, value: Float)]) {
    let scores = scores.sorted { $0.name < $1.name }
    names = scores.map(\.name)
    values = scores.map(\.value)
  }

  /// Returns the score of a name, which must exist.
  package subscript(name: String) -> Float {
    let index = names.firstIndex(of: name)
    precondition(index != nil, "no score is called \(name); there are \(names)")
    return values[index ?? 0]
  }

  /// The scores as notes beside a sample, under the paper's symbols.
  var notes: [String: String] {
    let letters = [Self.helpfulness: "s_h", Self.safety: "s_s"]
    let notes = zip(names, values).map { (letters[$0] ?? $0, String(format: "%.2f", $1)) }
    return Dictionary(uniqueKeysWithValues: notes)
  }
}

/// An object with a key for each name.
extension RewardScores: Codable {
  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Name.self)
    self.init(
      try container.allKeys.map {
        ($0.stringValue, try container.decode(Float.self, forKey: $0))
      })
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Name.self)
    for (name, value) in zip(names, values) {
      try container.encode(value, forKey: Name(stringValue: name))
    }
  }
}
