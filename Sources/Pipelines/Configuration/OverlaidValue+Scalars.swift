extension OverlaidValue {
  /// The value as a word or path, if it is a single one.
  var string: String? {
    switch self {
    case .text(let text, _): text
    case .standard(.string(let text)): text
    default: nil
    }
  }

  /// The value as a truth value, if it is one.
  var boolean: Bool? {
    switch self {
    case .standard(.boolean(let value)): return value
    case .text(let text, _):
      if ["true", "yes", "on"].contains(text.lowercased()) { return true }
      if ["false", "no", "off"].contains(text.lowercased()) { return false }
      return nil
    default: return nil
    }
  }

  /// The value as a whole number, if it is one written in decimal.
  var integer: Int128? {
    switch self {
    case .standard(.integer(let value)): value
    case .text(let text, _): Int128(text)
    default: nil
    }
  }

  /// The value as a finite number, if it is one.
  var real: Double? {
    switch self {
    case .standard(.real(let value)): return value
    case .standard(.integer(let value)): return Double(value)
    case .text(let text, _):
      // Swift would also read "nan", "inf" and hexadecimal.
      guard let value = Double(text), value.isFinite else { return nil }
      return text.lowercased().contains("x") ? nil : value
    default: return nil
    }
  }
}
