extension ConfigurationValue {
  /// Returns what differs from a standard, field by field, or nil if nothing does.
  ///
  /// A list is one value. A field that only the standard has counts as null.
  func changes(from standard: ConfigurationValue?) -> ConfigurationValue? {
    guard self != standard else { return nil }
    guard case .object(let fields) = self, case .object(let usual)? = standard else { return self }
    var changed: [String: ConfigurationValue] = [:]
    for (key, value) in fields { changed[key] = value.changes(from: usual[key]) }
    for key in usual.keys where fields[key] == nil { changed[key] = .null }
    return .object(changed)
  }
}
