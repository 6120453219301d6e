import Artifacts

/// Reads the parts of a pipeline file and checks each against the kinds of stages.
struct PipelineReader {
  let name: String
  let seed: UInt64
  private let entries: [PipelineNode.Entry]
  private let file: String
  private let kinds: StageKinds
  /// The kind of each named stage, for checking references.
  private let stagesByName: [String: any Stage]

  init(root: PipelineNode, file: String, kinds: StageKinds) throws {
    guard let keys = root.entries else {
      throw PipelineError.notAMapping(root.place, what: "the file")
    }
    let known = ["name", "seed", "stages"]
    for entry in keys where !known.contains(entry.key) {
      throw PipelineError.unknownKey(
        entry.place, key: entry.key, of: "a pipeline", .init(entry.key, among: known))
    }
    guard let stages = root["stages"] else {
      throw PipelineError.missingKey(.file(file), key: "stages", of: "the pipeline")
    }
    guard let entries = stages.entries else {
      throw PipelineError.notAMapping(stages.place, what: "'stages'")
    }
    let lastName = file.split(separator: "/").last ?? ""
    let baseName = lastName.split(separator: ".").first.map(String.init) ?? file
    self.name = try Self.value(String.self, "name", in: root) ?? baseName
    self.seed = try Self.value(UInt64.self, "seed", in: root) ?? 0
    self.entries = entries
    self.file = file
    self.kinds = kinds
    self.stagesByName = try Self.stages(entries, kinds)
  }

  /// Returns the stages in the order of the file.
  func stages() throws -> [PipelineStage] {
    try entries.map { entry in
      guard let stage = stagesByName[entry.key] else {
        preconditionFailure("stage '\(entry.key)' has no kind")
      }
      return try read(entry, as: stage)
    }
  }

  private func read(_ entry: PipelineNode.Entry, as stage: any Stage) throws -> PipelineStage {
    let slots = stage.description.inputs
    let slotNames = Set(slots.map(\.name))
    let options = (entry.value.entries ?? []).filter {
      !slotNames.contains($0.key) && !["kind", "seed"].contains($0.key)
    }
    let node = PipelineNode(content: .mapping(options), place: entry.place)
    let configuration = try stage.resolvedConfiguration(
      node, stage: entry.key, pipelineSeed: self.seed)
    let inputs = try inputs(slots, of: entry)
    try stage.checkEffects(
      of: configuration, inputs: inputs.mapValues(\.count), node, stage: entry.key)
    let seed = try Self.value(UInt64.self, "seed", in: entry.value, of: entry.key)
    let draws = try stage.drawsBySeed(with: configuration)
    if seed != nil, !draws {
      let place = entry.value.entries?.first { $0.key == "seed" }?.place ?? entry.place
      throw PipelineError.noEffect(
        place, path: "\(entry.key).seed", reason: "on a stage that draws no random numbers")
    }
    var result = PipelineStage(
      name: entry.key, stage: stage, configuration: configuration, inputs: inputs,
      seed: seed ?? PipelineStage.seed(of: entry.key, pipeline: self.seed))
    result.drawsBySeed = draws
    result.outsidePlaces = outsidePlaces(stage.description.outsideOptions, in: entry)
    return result
  }

  private func outsidePlaces(
    _ options: [String], in stage: PipelineNode.Entry
  ) -> [PipelinePlace] {
    guard let entry = stage.value.entries?.first(where: { options.contains($0.key) }) else {
      return [stage.place]
    }
    if case .list(let nodes) = entry.value.content { return nodes.map(\.place) }
    return [entry.place]
  }

  private func inputs(
    _ slots: [InputSlot], of entry: PipelineNode.Entry
  ) throws -> [String: [StageReference]] {
    var inputs: [String: [StageReference]] = [:]
    for slot in slots {
      let given = entry.value.entries?.first { $0.key == slot.name }
      let references = try given.map { try self.references($0, slot, stage: entry.key) } ?? []
      if references.isEmpty && (slot.arity == .one || slot.arity == .many) {
        throw PipelineError.missingInput(
          given?.place ?? entry.place, stage: entry.key, slot: slot)
      }
      if !references.isEmpty { inputs[slot.name] = references }
    }
    return inputs
  }

  private func references(
    _ entry: PipelineNode.Entry, _ slot: InputSlot, stage: String
  ) throws -> [StageReference] {
    let path = "\(stage).\(slot.name)"
    let allowsList = slot.arity == .many || slot.arity == .any
    switch entry.value.content {
    case .text(let text, let isQuoted):
      // An optional slot may be left empty, as in `reference: ~`.
      if !isQuoted && slot.arity == .optional && ["", "~", "null"].contains(text) { return [] }
      return [try reference(text, entry.place, slot, path)]
    case .list(let nodes) where allowsList:
      return try nodes.map { node in
        guard let text = node.text else {
          throw PipelineError.badReference(node.place, path: path, found: "no single word")
        }
        return try reference(text, node.place, slot, path)
      }
    case .list:
      throw PipelineError.badReference(entry.place, path: path, found: "a list")
    case .mapping:
      throw PipelineError.badReference(entry.place, path: path, found: "a mapping")
    }
  }

  private func reference(
    _ text: String, _ place: PipelinePlace, _ slot: InputSlot, _ path: String
  ) throws -> StageReference {
    guard let reference = StageReference(text) else {
      throw PipelineError.badReference(place, path: path, found: "'\(text)'")
    }
    guard let stage = stagesByName[reference.stage] else {
      throw PipelineError.unknownStage(
        place, path: path, reference: text, .init(reference.stage, among: stagesByName.keys))
    }
    let outputs = stage.description.outputs
    guard let output = outputs.first(where: { $0.name == reference.output }) else {
      throw PipelineError.unknownOutput(
        place, path: path, reference: text,
        .init(reference.output, among: outputs.map(\.name)))
    }
    guard output.kind == slot.kind else {
      throw PipelineError.wrongKind(
        place, path: path, reference: text, found: output.kind, wanted: slot.kind)
    }
    return reference
  }
}

extension PipelineReader {
  private static func stages(
    _ entries: [PipelineNode.Entry], _ kinds: StageKinds
  ) throws -> [String: any Stage] {
    guard entries.count <= mostStages else {
      throw PipelineError.tooLarge(
        entries[mostStages].place, reason: "there are more than \(mostStages) stages")
    }
    var stages: [String: any Stage] = [:]
    for entry in entries {
      try checkName(entry)
      guard entry.value.entries != nil else {
        throw PipelineError.notAMapping(entry.place, what: "stage '\(entry.key)'")
      }
      guard let kind = entry.value.entries?.first(where: { $0.key == "kind" }) else {
        throw PipelineError.missingKey(entry.place, key: "kind", of: "stage '\(entry.key)'")
      }
      let name = kind.value.text ?? ""
      guard let stage = kinds[name] else {
        throw PipelineError.unknownKind(
          kind.place, stage: entry.key, kind: name, .init(name, among: kinds.names))
      }
      stages[entry.key] = stage
    }
    return stages
  }

  /// The longest name of a stage; it becomes part of names of folders.
  private static let longestName = 100
  /// The most stages of a pipeline.
  private static let mostStages = 1_000

  private static func checkName(_ entry: PipelineNode.Entry) throws {
    let isGood = entry.key.utf8.enumerated().allSatisfy { index, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"): index > 0
      default: false
      }
    }
    guard isGood && (1...longestName).contains(entry.key.utf8.count) else {
      throw PipelineError.badStageName(entry.place, name: entry.key)
    }
  }

  /// Returns the value of a key that is no stage's option, or nil if it is not given.
  private static func value<Value: Decodable>(
    _ type: Value.Type, _ key: String, in node: PipelineNode, of owner: String? = nil
  ) throws -> Value? {
    guard let entry = node.entries?.first(where: { $0.key == key }) else { return nil }
    let path = owner.map { "\($0).\(key)" } ?? key
    return try ConfigurationPaths(stage: path, node: entry.value, place: entry.place).explained {
      try ConfigurationDecoder.value(type, from: OverlaidValue(entry.value, over: nil))
    }
  }
}
