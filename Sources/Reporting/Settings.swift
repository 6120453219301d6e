import Foundation

/// The settings of a stage, each under its path such as `optimizer.learningRate`.
struct Settings {
  /// The values in words, by path.
  let byName: [String: String]

  /// Reads a resolved configuration.
  init(json: String) throws {
    let value = try JSONDecoder().decode(Value.self, from: Data(json.utf8))
    byName = Dictionary(value.leaves(under: ""), uniquingKeysWith: { first, _ in first })
  }

  /// A value of a configuration.
  private enum Value: Decodable {
    case nothing
    case flag(Bool)
    case integer(Int)
    case number(Double)
    case word(String)
    case list([Value])
    case group([String: Value])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .nothing
      } else if let flag = try? container.decode(Bool.self) {
        self = .flag(flag)
      } else if let integer = try? container.decode(Int.self) {
        self = .integer(integer)
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else if let word = try? container.decode(String.self) {
        self = .word(word)
      } else if let list = try? container.decode([Value].self) {
        self = .list(list)
      } else {
        self = .group(try container.decode([String: Value].self))
      }
    }

    var words: String {
      switch self {
      case .nothing: "none"
      case .flag(let flag): flag ? "yes" : "no"
      case .integer(let integer): "\(integer)"
      case .number(let number): "\(number)"
      case .word(let word): word
      case .list(let list): list.map(\.words).joined(separator: ", ")
      case .group(let group):
        group.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.words)" }
          .joined(separator: ", ")
      }
    }

    func leaves(under path: String) -> [(String, String)] {
      guard case .group(let group) = self else { return [(path, words)] }
      return group.flatMap { name, value in
        value.leaves(under: path.isEmpty ? name : "\(path).\(name)")
      }
    }
  }
}
