import Artifacts

/// The JSON Schema (draft 2020-12) of pipeline files, by which editors complete and check them.
///
/// It holds what can be told from a single stage: keys, types, ranges and values. References to
/// stages that do not exist, and options without effect, are found by reading the pipeline.
package struct PipelineSchema {
  private let kinds: [KindReference]

  /// Takes the kinds of stages.
  package init(_ kinds: [KindReference]) {
    self.kinds = kinds
  }

  /// The schema as JSON.
  package func text() throws -> String {
    try StableJSON.text(schema, pretty: true) + "\n"
  }

  /// The schema.
  var schema: ConfigurationValue {
    .object([
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "A pipeline of Llamero", "type": "object", "required": ["stages"],
      "additionalProperties": false,
      "properties": .object([
        "name": .described("What runs and reports call the pipeline.", ["type": "string"]),
        "seed": .described(
          "The number from which every stage derives its own seed.", ["$ref": "#/$defs/seed"]),
        "stages": .object([
          "type": "object", "propertyNames": ["pattern": "^[A-Za-z][A-Za-z0-9_-]{0,99}$"],
          "additionalProperties": ["$ref": "#/$defs/stage"],
        ]),
      ]),
      "$defs": .object(definitions),
    ])
  }

  private var definitions: [String: ConfigurationValue] {
    var definitions: [String: ConfigurationValue] = [
      "seed": .object(
        ["type": "integer"].merging(OptionRange.seed.limits) { first, _ in first }),
      "reference": ["type": "string", "pattern": #"^[A-Za-z][A-Za-z0-9_-]*\.[A-Za-z]+$"#],
      "stage": .object([
        "type": "object", "required": ["kind"],
        "properties": .object(["kind": .object(["enum": .strings(kinds.map(\.kind))])]),
        "allOf": .array(kinds.map(choice)),
      ]),
    ]
    for kind in kinds { definitions["kind-\(kind.kind)"] = definition(of: kind) }
    return definitions
  }

  /// A stage of a kind must be as the kind's definition says.
  private func choice(_ kind: KindReference) -> ConfigurationValue {
    .object([
      "if": .object([
        "required": ["kind"], "properties": ["kind": .object(["const": .string(kind.kind)])],
      ]),
      "then": ["$ref": .string("#/$defs/kind-\(kind.kind)")],
    ])
  }

  private func definition(of kind: KindReference) -> ConfigurationValue {
    var tree = SchemaTree()
    for option in kind.options { tree.add(option) }
    var properties = tree.properties
    properties["kind"] = .described(kind.summary, ["const": .string(kind.kind)])
    properties["seed"] = ["$ref": "#/$defs/seed"]
    for input in kind.inputs { properties[input.name] = schema(of: input) }
    let inputs = kind.inputs.filter { $0.arity == .one || $0.arity == .many }.map(\.name)
    let options = kind.options.filter(\.isRequired).map(\.name)
    return .described(
      kind.summary,
      [
        "type": "object", "required": .strings(["kind"] + inputs + options),
        "additionalProperties": false, "properties": .object(properties),
      ])
  }

  private func schema(of input: InputSlot) -> ConfigurationValue {
    let one: ConfigurationValue = ["$ref": "#/$defs/reference"]
    var list: [String: ConfigurationValue] = ["type": "array", "items": one]
    switch input.arity {
    case .one: return .described(input.sentence, ["$ref": "#/$defs/reference"])
    case .optional: return .described(input.sentence, ["anyOf": .array([one, ["type": "null"]])])
    case .many: list["minItems"] = .integer(1)
    case .any: break
    }
    return .described(input.sentence, ["anyOf": .array([one, .object(list)])])
  }
}

/// The options of a kind by the parts of their paths.
private struct SchemaTree {
  private var leaves: [String: ConfigurationValue] = [:]
  private var branches: [String: SchemaTree] = [:]

  mutating func add(_ option: OptionReference) {
    add(option, at: option.name.split(separator: ".").map(String.init)[...])
  }

  private mutating func add(_ option: OptionReference, at path: ArraySlice<String>) {
    guard let key = path.first else { return }
    if path.count == 1 {
      leaves[key] = option.schema
    } else {
      branches[key, default: SchemaTree()].add(option, at: path.dropFirst())
    }
  }

  var properties: [String: ConfigurationValue] {
    var properties = leaves
    for (key, branch) in branches {
      var object: [String: ConfigurationValue] = [
        "type": "object", "additionalProperties": false, "properties": .object(branch.properties),
      ]
      guard key.hasSuffix("[]") else {
        properties[key] = .object(object)
        continue
      }
      object["required"] = .strings(branch.leaves.keys.sorted())
      properties[String(key.dropLast(2))] = ["type": "array", "items": .object(object)]
    }
    return properties
  }
}

extension OptionReference {
  /// What a value of the option must be.
  fileprivate var schema: ConfigurationValue {
    var value: [String: ConfigurationValue]
    switch type {
    case .number(let range):
      value = range.limits
      value["type"] = range.isWhole ? "integer" : "number"
    case .boolean: value = ["type": "boolean"]
    case .text: value = ["type": "string"]
    case .choice(let values): value = ["enum": .strings(values)]
    }
    if isList { value = ["type": "array", "items": .object(value)] }
    if hasDefault { value["default"] = standard }
    return .described(meaning, value)
  }
}
