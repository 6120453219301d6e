extension ConfigurationValue {
  /// The single values, each under its path such as "optimizer.learningRate" or "pieces[2].low".
  ///
  /// A list of single values counts as one value, since it is changed as a whole.
  var fields: [String: ConfigurationValue] {
    var found: [String: ConfigurationValue] = [:]
    collect(into: &found, path: "")
    return found
  }

  private func collect(into found: inout [String: ConfigurationValue], path: String) {
    switch self {
    case .object(let fields) where !fields.isEmpty:
      for (key, value) in fields {
        value.collect(into: &found, path: path.isEmpty ? key : "\(path).\(key)")
      }
    case .array(let values) where values.contains(where: \.isComposed):
      for (index, value) in values.enumerated() {
        value.collect(into: &found, path: "\(path)[\(index)]")
      }
    default:
      if !path.isEmpty { found[path] = self }
    }
  }

  private var isComposed: Bool {
    switch self {
    case .array, .object: true
    default: false
    }
  }
}
