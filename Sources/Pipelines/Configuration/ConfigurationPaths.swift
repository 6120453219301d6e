/// Finds the place in a pipeline file that a fault of its configuration belongs to.
struct ConfigurationPaths {
  /// How errors name the configuration as a whole.
  let stage: String
  let node: PipelineNode
  /// The ranges of numbers, by path without list indexes.
  private let ranges: [String: OptionRange?]
  /// What options are called now, by the path that they had.
  private let renamed: [String: String]

  /// Creates the paths of a configuration; the place is that of its key.
  init(
    stage: String, node: PipelineNode, place: PipelinePlace? = nil,
    ranges: [String: OptionRange?] = [:], renamed: [String: String] = [:]
  ) {
    self.stage = stage
    self.node = PipelineNode(content: node.content, place: place ?? node.place)
    self.ranges = ranges
    self.renamed = renamed
  }

  /// Runs a body and turns its faults into errors with a place.
  func explained<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch var fault as ConfigurationFault {
      if case .wrongType(_, let found) = fault.reason, let range = range(of: fault.path) {
        fault.reason = .wrongType(expected: range.description, found: found)
      }
      throw fault.error(at: place(of: fault.path[...], in: node), path: text(of: fault.path))
    } catch let error where !(error is PipelineError) {
      throw PipelineError.invalid(node.place, stage: stage, reason: "\(error)")
    }
  }

  private func range(of path: [any CodingKey]) -> OptionRange? {
    ranges[Self.key(path)] ?? nil
  }

  /// Returns a path as rules spell keys, without list indexes.
  private static func key(_ path: [any CodingKey]) -> String {
    path.filter { $0.intValue == nil }.map(\.stringValue).joined(separator: ".")
  }

  /// Throws if the file has a key that the resolved configuration lacks.
  func checkKeys(
    of node: PipelineNode, in resolved: ConfigurationValue, path: [any CodingKey],
    also others: [String] = []
  ) throws {
    switch (node.content, resolved) {
    case (.mapping(let entries), .object(let fields)):
      for entry in entries where !others.contains(entry.key) {
        guard let value = fields[entry.key] else {
          let candidates = PipelineError.Candidates(
            entry.key, among: fields.keys + others.filter { $0 != "kind" },
            renamed: renamed[Self.key(path + [NameKey(entry.key)])])
          throw PipelineError.unknownKey(
            entry.place, key: entry.key, of: text(of: path), candidates)
        }
        try checkKeys(of: entry.value, in: value, path: path + [NameKey(entry.key)])
      }
    case (.list(let nodes), .array(let values)):
      for (index, pair) in zip(nodes, values).enumerated() {
        try checkKeys(of: pair.0, in: pair.1, path: path + [IndexKey(index)])
      }
    default: break
    }
  }

  /// Returns the path as errors spell it, for example "sft.optimizer.betas[1]".
  private func text(of path: [any CodingKey]) -> String {
    path.reduce(stage) { text, key in
      key.intValue.map { "\(text)[\($0)]" } ?? "\(text).\(key.stringValue)"
    }
  }

  private func place(of path: ArraySlice<any CodingKey>, in node: PipelineNode) -> PipelinePlace {
    guard let key = path.first else { return node.place }
    switch node.content {
    case .list(let nodes):
      guard let index = key.intValue, nodes.indices.contains(index) else { return node.place }
      return place(of: path.dropFirst(), in: nodes[index])
    case .mapping(let entries):
      guard let entry = entries.first(where: { $0.key == key.stringValue }) else {
        return node.place
      }
      return path.count == 1 ? entry.place : place(of: path.dropFirst(), in: entry.value)
    case .text: return node.place
    }
  }
}

/// A named step of a path.
struct NameKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.init(stringValue) }
  init?(intValue: Int) { nil }
}
