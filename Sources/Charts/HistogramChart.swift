/// Distributions laid over each other, each as the share of its own values per bin.
package struct HistogramChart: Sendable {
  /// The counts of one distribution.
  package struct Series: Sendable {
    /// The name in the legend.
    package let name: String
    /// The edges of the bins in rising order, one more than there are counts.
    package let edges: [Double]
    /// How many values each bin holds.
    package let counts: [Int]

    /// Creates a distribution.
    package init(name: String, edges: [Double], counts: [Int]) {
      self.name = name
      self.edges = edges
      self.counts = counts
    }

    /// The number of values.
    var total: Int { counts.reduce(0, +) }

    /// Whether there is something to draw.
    var isDrawable: Bool {
      edges.count == counts.count + 1 && total > 0 && edges.allSatisfy(\.isFinite)
    }
  }

  /// The name of the chart.
  package var title: String
  /// What the horizontal axis measures.
  package var xLabel: String
  /// The distributions.
  package var series: [Series]

  /// Creates a chart.
  package init(title: String, xLabel: String, series: [Series]) {
    self.title = title
    self.xLabel = xLabel
    self.series = series
  }

  /// Draws the chart.
  package func svg() -> String {
    let drawn = series.filter(\.isDrawable)
    let heights = drawn.flatMap { self.heights(of: $0) }
    let frame = ChartFrame(
      ChartFrame.Content(
        title: title, description: series.map(describe).joined(separator: " "), xLabel: xLabel,
        yLabel: isDensity ? "share per unit" : "share of each distribution",
        names: series.map(\.name),
        xDomain: Scale.tightDomain(of: drawn.flatMap(\.edges), logarithmic: false),
        yDomain: 0...max(heights.max() ?? 0, 1e-12) * 1.06, dashed: false))
    if drawn.isEmpty { return frame.svg([LineChart.emptyNote(frame)]) }
    return frame.svg(series.enumerated().flatMap { outline($1, index: $0, frame) })
  }

  /// Whether the bins differ, so that only densities compare.
  private var isDensity: Bool {
    Set(series.filter(\.isDrawable).map(\.edges)).count > 1
  }

  /// Returns the height of each bin: its share, or its share per unit of width.
  private func heights(of series: Series) -> [Double] {
    series.counts.enumerated().map { index, count in
      let share = Double(count) / Double(series.total)
      let width = series.edges[index + 1] - series.edges[index]
      return isDensity && width > 0 ? share / width : share
    }
  }

  private func outline(_ series: Series, index: Int, _ frame: ChartFrame) -> [Element] {
    guard series.isDrawable, let first = series.edges.first, let last = series.edges.last else {
      return []
    }
    var places = [(first, 0.0)]
    for (bin, height) in heights(of: series).enumerated() {
      places.append((series.edges[bin], height))
      places.append((series.edges[bin + 1], height))
    }
    places.append((last, 0))
    let points = places.map {
      "\(NumberText.coordinate(frame.x($0.0))),\(NumberText.coordinate(frame.y($0.1)))"
    }
    let outline = points.joined(separator: " ")
    return [
      Element(
        "polygon", ["points": outline, "fill": Palette.color(index), "fill-opacity": "0.22"]),
      Element(
        "polyline",
        [
          "points": outline, "fill": "none", "stroke": Palette.color(index),
          "stroke-width": "1.6", "stroke-dasharray": Palette.dash(index),
          "stroke-linejoin": "round",
        ]),
    ]
  }

  private func describe(_ series: Series) -> String {
    guard series.isDrawable else { return "\(series.name): no values." }
    let half = Double(series.total) / 2
    var seen = 0.0
    for (bin, count) in series.counts.enumerated() {
      seen += Double(count)
      guard seen >= half else { continue }
      let low = NumberText.short(series.edges[bin])
      let high = NumberText.short(series.edges[bin + 1])
      return "\(series.name): \(series.total) values, the median between \(low) and \(high)."
    }
    return "\(series.name): \(series.total) values."
  }
}
