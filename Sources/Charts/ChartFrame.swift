/// The plot area with its grid, axes, labels and legend; a chart puts its marks inside.
struct ChartFrame {
  /// What the frame needs to know of a chart.
  struct Content {
    let title: String
    let description: String
    let xLabel: String
    let yLabel: String
    var names: [String] = []
    let xDomain: ClosedRange<Double>
    let yDomain: ClosedRange<Double>
    var isLogarithmic = false
    var xTicks: [Double]?
    var dashed = true
    var width = 640.0
  }

  static let plotHeight = 220.0

  let content: Content
  let x: Scale
  let y: Scale
  private let legend: Legend
  private let yTicks: [Double]
  private let yLabels: [String]
  private let top: Double

  /// Lays the frame out around the content.
  init(_ content: Content) {
    self.content = content
    yTicks = Ticks.linear(content.yDomain)
    yLabels = Ticks.labels(yTicks)
    let widest = yLabels.map(Lettering.width).max() ?? 0
    let left = max(28, widest + 10)
    legend = Legend(content.names, width: content.width - 4)
    top = legend.height + (content.yLabel.isEmpty ? 8 : 30)
    x = Scale(
      content.xDomain, to: (left, content.width - 16), logarithmic: content.isLogarithmic)
    y = Scale(content.yDomain, to: (top + Self.plotHeight, top))
  }

  /// Returns the finished document around the marks.
  func svg(_ marks: [Element]) -> String {
    let height = y.pixels.from + (content.xLabel.isEmpty ? 24 : 44)
    let box = "0 0 \(NumberText.coordinate(content.width)) \(NumberText.coordinate(height))"
    let head = [
      Element("title", [:], text: content.title), Element("desc", [:], text: content.description),
    ]
    return Element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "class": "chart", "role": "img", "viewBox": box,
        "font-size": "12", "font-family": "inherit",
      ], head + axes + marks
    ).markup
  }

  private var axes: [Element] {
    horizontalLines + xMarks + names + legend.elements(x: 2, dashed: content.dashed)
  }

  private var horizontalLines: [Element] {
    zip(yTicks, yLabels).flatMap { tick, label in
      let level = y(tick)
      return [
        line(
          from: (x.pixels.from, level), to: (x.pixels.to, level), opacity: tick == 0 ? 0.5 : 0.13),
        Lettering.text(label, x: x.pixels.from - 8, y: level + 4, anchor: .end, muted: true),
      ]
    }
  }

  private var xMarks: [Element] {
    let ticks = xTicks
    let labels =
      content.isLogarithmic || content.xTicks != nil
      ? ticks.map(NumberText.short) : Ticks.labels(ticks)
    let bottom = y.pixels.from
    let base = line(from: (x.pixels.from, bottom), to: (x.pixels.to, bottom), opacity: 0.5)
    return [base]
      + zip(ticks, labels).flatMap { tick, label in
        [
          line(from: (x(tick), bottom), to: (x(tick), bottom + 4), opacity: 0.5),
          Lettering.text(label, x: x(tick), y: bottom + 18, anchor: .middle, muted: true),
        ]
      }
  }

  private var xTicks: [Double] {
    if let own = content.xTicks { return own }
    return content.isLogarithmic
      ? Ticks.logarithmic(content.xDomain)
      : Ticks.linear(content.xDomain, count: content.width < 500 ? 5 : 7)
  }

  private var names: [Element] {
    var result: [Element] = []
    let middle = (x.pixels.from + x.pixels.to) / 2
    if !content.xLabel.isEmpty {
      let label = Lettering.shortened(content.xLabel, to: 90)
      result.append(
        Lettering.text(label, x: middle, y: y.pixels.from + 38, anchor: .middle, muted: true))
    }
    if !content.yLabel.isEmpty {
      let label = Lettering.shortened(content.yLabel, to: 90)
      result.append(Lettering.text(label, x: 2, y: top - 15, anchor: .start, muted: true))
    }
    return result
  }

  private func line(
    from: (x: Double, y: Double), to: (x: Double, y: Double), opacity: Double
  ) -> Element {
    Element(
      "line",
      [
        "x1": NumberText.coordinate(from.x), "y1": NumberText.coordinate(from.y),
        "x2": NumberText.coordinate(to.x), "y2": NumberText.coordinate(to.y),
        "stroke": "currentColor", "stroke-opacity": "\(opacity)",
      ])
  }
}
