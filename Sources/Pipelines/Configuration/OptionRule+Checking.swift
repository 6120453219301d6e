extension OptionRule {
  /// Throws if the option, or an element of it, is outside its range.
  func check(_ values: [String: ConfigurationValue]) throws {
    guard let range, let value = values[key] else { return }
    if case .array(let elements) = value {
      for (index, element) in elements.enumerated() {
        try check(element, in: range, at: path + [IndexKey(index)])
      }
    } else {
      try check(value, in: range, at: path)
    }
  }

  /// Throws if the option has no effect although the user chose its value.
  func checkEffect(
    _ values: [String: ConfigurationValue], standard: [String: ConfigurationValue],
    _ options: Options, _ inputs: [String: Int]
  ) throws {
    guard values[key] != standard[key], let reason = idleness(options, inputs) else { return }
    throw ConfigurationFault(path, .idle(reason))
  }

  private var path: [any CodingKey] { key.split(separator: ".").map { NameKey(String($0)) } }

  private func check(
    _ value: ConfigurationValue, in range: OptionRange, at path: [any CodingKey]
  ) throws {
    let number: Double? =
      switch value {
      case .integer(let value): Double(value)
      case .real(let value): value
      default: nil
      }
    // Null is for an option that may be absent.
    guard number.map(range.contains) ?? (value == .null) else {
      throw ConfigurationFault(
        path, .wrongType(expected: range.description, found: "'\(value.canonicalText)'"))
    }
  }
}
