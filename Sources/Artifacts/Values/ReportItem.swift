/// One item of a report section; in JSON an object whose only key says which.
package enum ReportItem: Hashable, Sendable {
  case prose(String)
  case table(ReportTable)
  case curve(ReportCurve)
  case histogram(ReportHistogram)
  case samples(ReportSamples)
}

extension ReportItem: Codable {
  private enum Key: String, CodingKey, CaseIterable {
    case prose, table, curve, histogram, samples
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    guard let key = container.allKeys.first else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "a report item is one of \(Key.allCases.map(\.rawValue))"))
    }
    switch key {
    case .prose: self = .prose(try container.decode(String.self, forKey: key))
    case .table: self = .table(try container.decode(ReportTable.self, forKey: key))
    case .curve: self = .curve(try container.decode(ReportCurve.self, forKey: key))
    case .histogram: self = .histogram(try container.decode(ReportHistogram.self, forKey: key))
    case .samples: self = .samples(try container.decode(ReportSamples.self, forKey: key))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .prose(let text): try container.encode(text, forKey: .prose)
    case .table(let table): try container.encode(table, forKey: .table)
    case .curve(let curve): try container.encode(curve, forKey: .curve)
    case .histogram(let histogram): try container.encode(histogram, forKey: .histogram)
    case .samples(let samples): try container.encode(samples, forKey: .samples)
    }
  }
}
