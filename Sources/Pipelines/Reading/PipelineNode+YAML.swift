import Yams

extension PipelineNode {
  /// Reads the text of a pipeline file.
  init(yaml: String, file: String) throws {
    do {
      let place = { (mark: Mark?) -> PipelinePlace in
        mark.map { .line(file: file, $0.line) } ?? .file(file)
      }
      guard let root = try Self.composed(yaml, at: place) else {
        throw PipelineError.notAMapping(.file(file), what: "the file")
      }
      var budget = YAMLBudget()
      try self.init(root, &budget, depth: 0, at: place)
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
      guard let root = try Self.composed(value, at: { _ in place }) else {
        throw PipelineError.malformed(place, problem: "there is no value")
      }
      var budget = YAMLBudget()
      try self.init(root, &budget, depth: 0) { _ in place }
    } catch let error as YamlError {
      throw PipelineError.malformed(place, problem: Self.problem(of: error))
    }
  }

  private init(
    _ node: Node, _ budget: inout YAMLBudget, depth: Int, at place: (Mark?) -> PipelinePlace
  ) throws {
    let here = place(node.mark)
    try budget.spend(at: here, depth: depth)
    switch node {
    case .scalar(let scalar):
      let isQuoted = scalar.style != .plain && scalar.style != .any
      self.init(content: .text(scalar.string, isQuoted: isQuoted), place: here)
    case .sequence(let sequence):
      self.init(
        content: .list(
          try sequence.map { try PipelineNode($0, &budget, depth: depth + 1, at: place) }),
        place: here)
    case .mapping(let mapping):
      let entries = try mapping.map { key, value in
        guard let name = key.scalar?.string else {
          throw PipelineError.malformed(place(key.mark), problem: "a key must be a single word")
        }
        return Entry(
          key: name, place: place(key.mark),
          value: try PipelineNode(value, &budget, depth: depth + 1, at: place))
      }
      self.init(content: .mapping(entries), place: here)
    case .alias:
      throw PipelineError.malformed(here, problem: "the alias refers to nothing")
    }
  }

  /// Composes the nodes of a text, in which an alias shares the node it refers to.
  private static func composed(_ yaml: String, at place: (Mark?) -> PipelinePlace) throws -> Node? {
    try YAMLBudget.check(yaml, at: place(nil))
    // Yams compares the keys of a mapping and could expand their aliases endlessly, so a copy
    // without aliases shows first that every key is a single word.
    if yaml.utf8.contains(UInt8(ascii: "*")) {
      let plain = yaml.utf8.map { $0 == UInt8(ascii: "*") ? UInt8(ascii: "~") : $0 }
      if let root = try Yams.compose(yaml: String(decoding: plain, as: UTF8.self)) {
        try checkKeys(of: root, depth: 0, at: place)
      }
    }
    return try Yams.compose(yaml: yaml)
  }

  private static func checkKeys(
    of node: Node, depth: Int, at place: (Mark?) -> PipelinePlace
  ) throws {
    try YAMLBudget.checkDepth(depth, at: place(node.mark))
    switch node {
    case .sequence(let elements):
      for element in elements { try checkKeys(of: element, depth: depth + 1, at: place) }
    case .mapping(let pairs):
      for (key, value) in pairs {
        guard let name = key.scalar?.string, !name.contains("~") else {
          throw PipelineError.malformed(place(key.mark), problem: "a key must be a single word")
        }
        try checkKeys(of: value, depth: depth + 1, at: place)
      }
    case .scalar, .alias: break
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
