import Yams

extension PipelineNode {
  /// Reads the text of a pipeline file.
  init(yaml: String, file: String) throws {
    do {
      guard let root = try Yams.compose(yaml: yaml) else {
        throw PipelineError.notAMapping(.file(file), what: "the file")
      }
      try self.init(root) { mark in mark.map { .line(file: file, $0.line) } ?? .file(file) }
    } catch let error as YamlError {
      throw Self.explained(error, file: file)
    }
  }

  /// Reads the value of a `--set` option: lists, mappings and quotes as YAML, the rest verbatim.
  init(setting value: String, place: PipelinePlace) throws {
    guard let first = value.first, "[{\"'".contains(first) else {
      self.init(content: .text(value, isQuoted: false), place: place)
      return
    }
    do {
      guard let root = try Yams.compose(yaml: value) else {
        throw PipelineError.malformed(place, problem: "there is no value")
      }
      try self.init(root) { _ in place }
    } catch let error as YamlError {
      throw PipelineError.malformed(place, problem: Self.problem(of: error))
    }
  }

  private init(_ node: Node, at place: (Mark?) -> PipelinePlace) throws {
    let here = place(node.mark)
    switch node {
    case .scalar(let scalar):
      let isQuoted = scalar.style != .plain && scalar.style != .any
      self.init(content: .text(scalar.string, isQuoted: isQuoted), place: here)
    case .sequence(let sequence):
      self.init(
        content: .list(try sequence.map { try PipelineNode($0, at: place) }), place: here)
    case .mapping(let mapping):
      let entries = try mapping.map { key, value in
        guard let name = key.scalar?.string else {
          throw PipelineError.malformed(place(key.mark), problem: "a key must be a single word")
        }
        return Entry(
          key: name, place: place(key.mark), value: try PipelineNode(value, at: place))
      }
      self.init(content: .mapping(entries), place: here)
    case .alias:
      throw PipelineError.malformed(here, problem: "the alias refers to nothing")
    }
  }

  private static func explained(_ error: YamlError, file: String) -> PipelineError {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      .malformed(.line(file: file, mark.line), problem: problem(of: error))
    case .duplicatedKeysInMapping(let duplicates, let context):
      .repeatedKey(
        .line(file: file, context.mark.line), key: duplicates.joined(separator: "', '"))
    default:
      .malformed(.file(file), problem: problem(of: error))
    }
  }

  private static func problem(of error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _),
      .composer(_, let problem, _, _), .reader(let problem, _, _, _):
      problem
    case .duplicatedKeysInMapping(let duplicates, _):
      "'\(duplicates.joined(separator: "', '"))' is given twice"
    default: "\(error)"
    }
  }
}
