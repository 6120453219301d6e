/// One or more series of points over a common axis.
package struct ReportCurve: Codable, Hashable, Sendable {
  /// The heading.
  package var title: String
  /// The sentence below the heading.
  package var caption: String
  /// What the horizontal axis counts.
  package var xLabel: String
  /// What the vertical axis measures.
  package var yLabel: String
  /// Whether the horizontal axis is logarithmic.
  package var logX: Bool
  /// The series, in the order of the legend.
  package var series: [Series]

  /// Creates a curve.
  package init(
    title: String, caption: String = "", xLabel: String, yLabel: String, logX: Bool = false,
    series: [Series]
  ) {
    self.title = title
    self.caption = caption
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.logX = logX
    self.series = series
  }
}

extension ReportCurve {
  /// A named line of points.
  package struct Series: Codable, Hashable, Sendable {
    /// The name in the legend.
    package var name: String
    /// The points in order of x.
    package var points: [Point]

    /// Creates a series.
    package init(name: String, points: [Point]) {
      self.name = name
      self.points = points
    }
  }

  /// A point, with its interval where there is one.
  package struct Point: Codable, Hashable, Sendable {
    /// The place on the horizontal axis.
    package var x: Double
    /// The value.
    package var y: Double
    /// The lower end of the interval.
    package var low: Double?
    /// The upper end of the interval.
    package var high: Double?

    /// Creates a point.
    package init(x: Double, y: Double, low: Double? = nil, high: Double? = nil) {
      self.x = x
      self.y = y
      self.low = low
      self.high = high
    }
  }
}
