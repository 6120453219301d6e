extension ReportTable {
  /// One cell: a text, a number with its decimal places, or a value with its interval.
  package enum Cell: Hashable, Sendable {
    case text(String)
    case number(Double, digits: Int)
    /// A value with its interval, and the number of observations behind it where that is shown.
    case interval(value: Double, low: Double, high: Double, count: Int? = nil)
  }
}

extension ReportTable.Cell: Codable {
  private enum Key: String, CodingKey {
    case text, number, digits, value, low, high, count
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    if let text = try container.decodeIfPresent(String.self, forKey: .text) {
      self = .text(text)
    } else if let number = try container.decodeIfPresent(Double.self, forKey: .number) {
      self = .number(number, digits: try container.decode(Int.self, forKey: .digits))
    } else {
      self = .interval(
        value: try container.decode(Double.self, forKey: .value),
        low: try container.decode(Double.self, forKey: .low),
        high: try container.decode(Double.self, forKey: .high),
        count: try container.decodeIfPresent(Int.self, forKey: .count))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .text(let text):
      try container.encode(text, forKey: .text)
    case .number(let number, let digits):
      try container.encode(number, forKey: .number)
      try container.encode(digits, forKey: .digits)
    case .interval(let value, let low, let high, let count):
      try container.encode(value, forKey: .value)
      try container.encode(low, forKey: .low)
      try container.encode(high, forKey: .high)
      try container.encodeIfPresent(count, forKey: .count)
    }
  }
}
