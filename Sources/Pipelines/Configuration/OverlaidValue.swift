/// A default configuration overlaid with the texts of a pipeline file.
///
/// A text has no type of its own: the property that reads it decides whether `off` is a word or
/// a truth value, and `010` is ten.
indirect enum OverlaidValue {
  case standard(ConfigurationValue)
  case text(String, isQuoted: Bool)
  case list([OverlaidValue])
  case record([String: OverlaidValue])

  /// Overlays a part of the defaults with a part of a pipeline file.
  init(_ node: PipelineNode, over standard: ConfigurationValue?) {
    switch node.content {
    case .text(let text, let isQuoted):
      self = .text(text, isQuoted: isQuoted)
    case .list(let nodes):
      self = .list(nodes.map { OverlaidValue($0, over: nil) })
    case .mapping(let entries):
      var fields: [String: OverlaidValue] = [:]
      if case .object(let known) = standard { fields = known.mapValues { .standard($0) } }
      for entry in entries {
        fields[entry.key] = OverlaidValue(entry.value, over: standard?[entry.key])
      }
      self = .record(fields)
    }
  }

  /// Whether a property without a value is meant.
  var isNull: Bool {
    switch self {
    case .standard(.null): true
    case .text(let text, isQuoted: false): ["", "~", "null", "Null", "NULL"].contains(text)
    default: false
    }
  }

  /// The properties, if this is an object.
  var fields: [String: OverlaidValue]? {
    switch self {
    case .record(let fields): fields
    case .standard(.object(let fields)): fields.mapValues { .standard($0) }
    default: nil
    }
  }

  /// The elements, if this is an array.
  var elements: [OverlaidValue]? {
    switch self {
    case .list(let elements): elements
    case .standard(.array(let elements)): elements.map { .standard($0) }
    default: nil
    }
  }

  /// What an error calls the value.
  var summary: String {
    switch self {
    case .text("", isQuoted: false): "nothing"
    case .text(let text, _): text.count > 100 ? "'\(text.prefix(100))…'" : "'\(text)'"
    case .standard(let value): "'\(value.canonicalText)'"
    case .list: "a list"
    case .record: "a mapping"
    }
  }
}
