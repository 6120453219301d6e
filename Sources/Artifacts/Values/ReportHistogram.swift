/// Distributions of one quantity, counted over common bins.
package struct ReportHistogram: Codable, Hashable, Sendable {
  /// The heading.
  package var title: String
  /// The sentence below the heading.
  package var caption: String
  /// What is distributed.
  package var xLabel: String
  /// The distributions, in the order of the legend.
  package var series: [Series]

  /// Creates a histogram from counted bins.
  package init(title: String, caption: String = "", xLabel: String, series: [Series]) {
    self.title = title
    self.caption = caption
    self.xLabel = xLabel
    self.series = series
  }

  /// Creates a histogram that counts values over equal bins common to all groups.
  package init(
    title: String, caption: String = "", xLabel: String,
    values: [(name: String, values: [Double])], bins: Int = 30
  ) {
    precondition(bins > 0, "histogram '\(title)': \(bins) bins")
    let edges = Self.edges(over: values.flatMap(\.values), bins: bins)
    self.init(
      title: title, caption: caption, xLabel: xLabel,
      series: values.map { Series(name: $0.name, counting: $0.values, over: edges) })
  }

  /// Returns equal bins from the least to the greatest finite value.
  private static func edges(over values: [Double], bins: Int) -> [Double] {
    let finite = values.filter(\.isFinite)
    let low = finite.min() ?? 0
    let high = finite.max() ?? 1
    let width = high > low ? (high - low) / Double(bins) : 1 / Double(bins)
    return (0...bins).map { low + Double($0) * width }
  }
}

extension ReportHistogram {
  /// One distribution: n + 1 edges and the n counts between them.
  package struct Series: Codable, Hashable, Sendable {
    /// The name in the legend.
    package var name: String
    /// The bin edges, ascending.
    package var edges: [Double]
    /// The number of values in each bin.
    package var counts: [Int]

    /// Creates a distribution from counted bins.
    package init(name: String, edges: [Double], counts: [Int]) {
      precondition(
        edges.count == counts.count + 1,
        "histogram series '\(name)': \(edges.count) edges for \(counts.count) counts")
      self.name = name
      self.edges = edges
      self.counts = counts
    }

    /// Creates a distribution that counts finite values over equal bins; the last is closed.
    package init(name: String, counting values: [Double], over edges: [Double]) {
      precondition(edges.count > 1, "histogram series '\(name)': needs at least two edges")
      var counts = [Int](repeating: 0, count: edges.count - 1)
      let low = edges[0]
      let width = edges[1] - edges[0]
      for value in values where value.isFinite {
        let bin = Int(((value - low) / width).rounded(.down))
        counts[min(max(bin, 0), counts.count - 1)] += 1
      }
      self.init(name: name, edges: edges, counts: counts)
    }
  }
}

extension ReportHistogram.Series {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    edges = try container.decode([Double].self, forKey: .edges)
    counts = try container.decode([Int].self, forKey: .counts)
    guard edges.count == counts.count + 1, counts.allSatisfy((0...(1 << 40)).contains) else {
      throw DecodingError.dataCorruptedError(
        forKey: .counts, in: container, debugDescription: "there is a count between two edges")
    }
  }
}
