import Foundation

@testable import Pipelines

/// Checks a value against a JSON Schema, as far as `PipelineSchema` uses the language.
struct SchemaCheck {
  private let root: ConfigurationValue

  init(_ schema: ConfigurationValue) {
    root = schema
  }

  /// Returns what is wrong with a value, one text for each place.
  func faults(in value: ConfigurationValue) -> [String] {
    faults(of: value, root, "").sorted()
  }

  private func faults(
    of value: ConfigurationValue, _ schema: ConfigurationValue, _ path: String
  ) -> [String] {
    guard case .object(let keywords) = schema else { return [] }
    return keywords.flatMap { keyword, argument -> [String] in
      switch (keyword, argument) {
      case ("$ref", .string(let name)): faults(of: value, resolved(name), path)
      case ("allOf", .array(let parts)): parts.flatMap { faults(of: value, $0, path) }
      case ("anyOf", .array(let parts)):
        parts.contains { faults(of: value, $0, path).isEmpty } ? [] : ["\(path): none of anyOf"]
      case ("if", let condition):
        faults(of: value, condition, path).isEmpty
          ? faults(of: value, keywords["then"] ?? .null, path) : []
      case ("items", let item):
        elements(value).enumerated().flatMap {
          faults(of: $1, item, "\(path)[\($0)]")
        }
      case ("properties", _), ("additionalProperties", _), ("required", _), ("propertyNames", _):
        objectFaults(value, keyword, keywords, path)
      default: isKept(keyword, argument, value) ? [] : ["\(path): \(keyword)"]
      }
    }
  }

  private func objectFaults(
    _ value: ConfigurationValue, _ keyword: String, _ keywords: [String: ConfigurationValue],
    _ path: String
  ) -> [String] {
    guard case .object(let fields) = value, let argument = keywords[keyword] else { return [] }
    let known = keywords["properties"]?.keys ?? []
    switch keyword {
    case "properties":
      return fields.flatMap { faults(of: $1, argument[$0] ?? .null, "\(path)/\($0)") }
    case "required":
      return elements(argument).compactMap {
        guard case .string(let key) = $0, fields[key] == nil else { return nil }
        return "\(path): lacks \(key)"
      }
    case "propertyNames":
      return fields.keys.flatMap { faults(of: .string($0), argument, "\(path)/\($0)") }
    default:
      let others = fields.filter { !known.contains($0.key) }
      if argument == .boolean(false) { return others.keys.map { "\(path)/\($0): not allowed" } }
      return others.flatMap { faults(of: $1, argument, "\(path)/\($0)") }
    }
  }

  private func isKept(
    _ keyword: String, _ argument: ConfigurationValue, _ value: ConfigurationValue
  ) -> Bool {
    switch (keyword, argument) {
    case ("const", _): return value == argument
    case ("enum", .array(let values)): return values.contains(value)
    case ("type", .string(let type)): return value.isOf(type)
    case ("minItems", .integer(let count)): return elements(value).count >= count
    case ("pattern", .string(let pattern)):
      guard case .string(let text) = value else { return true }
      return text.range(of: pattern, options: .regularExpression) != nil
    case ("minimum", _), ("maximum", _), ("exclusiveMinimum", _), ("exclusiveMaximum", _):
      guard let number = value.number, let limit = argument.number else { return true }
      return switch keyword {
      case "minimum": number >= limit
      case "maximum": number <= limit
      case "exclusiveMinimum": number > limit
      default: number < limit
      }
    default:
      // What only describes; anything else would be a keyword that this check does not know.
      return ["$schema", "title", "description", "default", "$defs", "then"].contains(keyword)
    }
  }

  private func resolved(_ reference: String) -> ConfigurationValue {
    reference.split(separator: "/").dropFirst().reduce(root) { $0[String($1)] ?? .null }
  }

  private func elements(_ value: ConfigurationValue) -> [ConfigurationValue] {
    if case .array(let elements) = value { elements } else { [] }
  }
}

extension ConfigurationValue {
  /// The number, if this is one.
  fileprivate var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .real(let value): value
    default: nil
    }
  }

  fileprivate func isOf(_ type: String) -> Bool {
    switch (type, self) {
    case ("null", .null), ("boolean", .boolean), ("integer", .integer), ("number", .integer),
      ("number", .real), ("string", .string), ("array", .array), ("object", .object):
      true
    default: false
    }
  }

  /// Reads YAML as an editor would: what looks like a number or a truth value is one.
  init(yaml: String) throws {
    self.init(try PipelineNode(yaml: yaml, file: "x"))
  }

  private init(_ node: PipelineNode) {
    switch node.content {
    case .mapping(let entries):
      self = .object(
        Dictionary(
          entries.map { ($0.key, ConfigurationValue($0.value)) }, uniquingKeysWith: { $1 }))
    case .list(let nodes): self = .array(nodes.map { ConfigurationValue($0) })
    case .text(let text, isQuoted: true): self = .string(text)
    case .text(let text, isQuoted: false): self = Self.plain(text)
    }
  }

  private static func plain(_ text: String) -> ConfigurationValue {
    if let value = Int128(text) { return .integer(value) }
    if let value = Double(text) { return .real(value) }
    switch text {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "", "~", "null": return .null
    default: return .string(text)
    }
  }
}
