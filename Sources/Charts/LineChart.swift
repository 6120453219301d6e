/// Series of points joined by lines, with bands where the points carry intervals.
package struct LineChart: Sendable {
  /// One measured point, with the interval of its value if it has one.
  package struct Point: Hashable, Sendable {
    /// The place on the horizontal axis.
    package let x: Double
    /// The measured value.
    package let y: Double
    /// The lower end of the interval.
    package let low: Double?
    /// The upper end of the interval.
    package let high: Double?

    /// Creates a point.
    package init(x: Double, y: Double, low: Double? = nil, high: Double? = nil) {
      self.x = x
      self.y = y
      self.low = low
      self.high = high
    }
  }

  /// A named line.
  package struct Series: Sendable {
    /// The name in the legend.
    package let name: String
    /// The points in the order in which they are joined.
    package let points: [Point]

    /// Creates a series.
    package init(name: String, points: [Point]) {
      self.name = name
      self.points = points
    }
  }

  /// The name of the chart, read aloud to those who cannot see it.
  package var title: String
  /// What the horizontal axis counts.
  package var xLabel: String
  /// What the vertical axis measures.
  package var yLabel: String
  /// Whether the horizontal axis is logarithmic.
  package var isLogarithmic: Bool
  /// The lines.
  package var series: [Series]
  /// The width that the letters are sized for, in pixels.
  package var width = 640.0

  /// Creates a chart.
  package init(
    title: String, xLabel: String, yLabel: String, isLogarithmic: Bool = false, series: [Series]
  ) {
    self.title = title
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.isLogarithmic = isLogarithmic
    self.series = series
  }

  /// Draws the chart.
  package func svg() -> String {
    let lines = series.map { Series(name: $0.name, points: drawable($0.points)) }
    let points = lines.flatMap(\.points)
    let frame = ChartFrame(content(points: points, lines: lines))
    if points.isEmpty { return frame.svg([Self.emptyNote(frame)]) }
    let bands = lines.enumerated().compactMap { band($1.points, index: $0, frame) }
    let strokes = lines.enumerated().flatMap { stroke($1.points, index: $0, frame) }
    return frame.svg(bands + strokes)
  }

  /// Returns the points that have a place on the axes.
  private func drawable(_ points: [Point]) -> [Point] {
    points.filter { $0.x.isFinite && $0.y.isFinite && (!isLogarithmic || $0.x > 0) }
  }

  private func content(points: [Point], lines: [Series]) -> ChartFrame.Content {
    let values = points.flatMap { [$0.y, $0.low, $0.high] }.compactMap { $0 }.filter(\.isFinite)
    return ChartFrame.Content(
      title: title, description: description(of: lines), xLabel: xLabel, yLabel: yLabel,
      names: series.map(\.name),
      xDomain: Scale.tightDomain(of: points.map(\.x), logarithmic: isLogarithmic),
      yDomain: Scale.domain(of: values), isLogarithmic: isLogarithmic, xTicks: ownTicks(points),
      width: width)
  }

  /// Returns the measured places themselves where a logarithmic axis has few of them.
  private func ownTicks(_ points: [Point]) -> [Double]? {
    let places = Set(points.map(\.x)).sorted()
    let isRoomy = zip(places, places.dropFirst()).allSatisfy { $1 >= 1.3 * $0 }
    return isLogarithmic && (1...8).contains(places.count) && isRoomy ? places : nil
  }

  private func description(of lines: [Series]) -> String {
    let sentences = lines.map { line in
      guard let first = line.points.first, let last = line.points.last else {
        return "\(line.name): no values."
      }
      let from = "\(NumberText.short(first.y)) at \(NumberText.short(first.x))"
      return
        "\(line.name): from \(from) to \(NumberText.short(last.y)) at \(NumberText.short(last.x))."
    }
    let left = series.map(\.points.count).reduce(0, +) - lines.map(\.points.count).reduce(0, +)
    return (sentences + (left > 0 ? ["\(left) points have no place on the axes."] : []))
      .joined(separator: " ")
  }

  static func emptyNote(_ frame: ChartFrame) -> Element {
    let middle = (frame.x.pixels.from + frame.x.pixels.to) / 2
    let level = (frame.y.pixels.from + frame.y.pixels.to) / 2
    return Lettering.text("no values", x: middle, y: level, anchor: .middle, muted: true)
  }
}
