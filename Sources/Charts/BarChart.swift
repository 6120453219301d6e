/// Horizontal bars with the interval of each value, one row per label.
package struct BarChart: Sendable {
  /// One row.
  package struct Bar: Sendable {
    /// What is measured.
    package let label: String
    /// The value.
    package let value: Double
    /// The interval of the value, if it has one.
    package let interval: ClosedRange<Double>?

    /// Creates a row.
    package init(label: String, value: Double, interval: ClosedRange<Double>? = nil) {
      self.label = label
      self.value = value
      self.interval = interval
    }
  }

  /// The name of the chart.
  package var title: String
  /// What the bars measure.
  package var xLabel: String
  /// The rows from top to bottom.
  package var bars: [Bar]

  /// Creates a chart.
  package init(title: String, xLabel: String, bars: [Bar]) {
    self.title = title
    self.xLabel = xLabel
    self.bars = bars
  }

  private static let rowHeight = 24.0
  private static let top = 6.0
  private static let width = 640.0

  /// Draws the chart.
  package func svg() -> String {
    let drawn = bars.filter(\.value.isFinite)
    let bottom = Self.top + Double(drawn.count) * Self.rowHeight
    let scale = Scale(domain(of: drawn), to: (labelWidth(drawn), Self.width - 60))
    let rows = drawn.enumerated().flatMap { row($1, at: $0, scale) }
    let head = [
      Element("title", [:], text: title),
      Element("desc", [:], text: drawn.map(describe).joined(separator: " ")),
    ]
    let box = "0 0 \(NumberText.coordinate(Self.width)) \(NumberText.coordinate(bottom + 42))"
    return Element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "class": "chart", "role": "img", "viewBox": box,
        "font-size": "12", "font-family": "inherit",
      ], head + axis(scale, bottom: bottom) + rows
    ).markup
  }

  /// Returns a domain that starts at zero, since the length of a bar is read from there.
  private func domain(of bars: [Bar]) -> ClosedRange<Double> {
    let ends = bars.flatMap { [$0.value, $0.interval?.lowerBound, $0.interval?.upperBound] }
    let values = ends.compactMap { $0 }.filter(\.isFinite) + [0]
    return Scale.domain(of: values, air: 0.02)
  }

  private func labelWidth(_ bars: [Bar]) -> Double {
    let widest = bars.map { Lettering.width(Lettering.shortened($0.label, to: 36)) }.max() ?? 0
    return min(max(60, widest + 14), 260)
  }

  private func axis(_ scale: Scale, bottom: Double) -> [Element] {
    let ticks = Ticks.linear(scale.domain)
    let marks = zip(ticks, Ticks.labels(ticks)).flatMap { tick, label in
      [
        rule(x: scale(tick), from: Self.top, to: bottom, opacity: tick == 0 ? 0.5 : 0.13),
        Lettering.text(label, x: scale(tick), y: bottom + 16, anchor: .middle, muted: true),
      ]
    }
    let middle = (scale.pixels.from + scale.pixels.to) / 2
    let name = Lettering.shortened(xLabel, to: 80)
    return marks + [Lettering.text(name, x: middle, y: bottom + 36, anchor: .middle, muted: true)]
  }

  private func row(_ bar: Bar, at index: Int, _ scale: Scale) -> [Element] {
    let level = Self.top + (Double(index) + 0.5) * Self.rowHeight
    let from = min(scale(0), scale(bar.value))
    let label = Lettering.shortened(bar.label, to: 36)
    let body = Element(
      "rect",
      [
        "x": NumberText.coordinate(from), "y": NumberText.coordinate(level - 6), "height": "12",
        "width": NumberText.coordinate(abs(scale(bar.value) - scale(0))),
        "fill": Palette.color(0), "fill-opacity": "0.55",
      ])
    let end = max(scale(bar.value), scale(bar.interval?.upperBound ?? bar.value)) + 8
    return [
      Lettering.text(label, x: scale.pixels.from - 10, y: level + 4, anchor: .end), body,
    ] + whisker(bar, level: level, scale) + [
      Lettering.text(NumberText.short(bar.value), x: end, y: level + 4, anchor: .start)
    ]
  }

  private func whisker(_ bar: Bar, level: Double, _ scale: Scale) -> [Element] {
    guard let interval = bar.interval else { return [] }
    let low = scale(interval.lowerBound)
    let high = scale(interval.upperBound)
    let line = Element(
      "line",
      [
        "x1": NumberText.coordinate(low), "x2": NumberText.coordinate(high),
        "y1": NumberText.coordinate(level), "y2": NumberText.coordinate(level),
        "stroke": "currentColor", "stroke-width": "1.4",
      ])
    return [line] + [low, high].map { rule(x: $0, from: level - 4, to: level + 4, opacity: 1) }
  }

  private func rule(x: Double, from: Double, to: Double, opacity: Double) -> Element {
    Element(
      "line",
      [
        "x1": NumberText.coordinate(x), "x2": NumberText.coordinate(x),
        "y1": NumberText.coordinate(from), "y2": NumberText.coordinate(to),
        "stroke": "currentColor", "stroke-opacity": "\(opacity)",
      ])
  }

  private func describe(_ bar: Bar) -> String {
    guard let interval = bar.interval else {
      return "\(bar.label): \(NumberText.short(bar.value))."
    }
    let low = NumberText.short(interval.lowerBound)
    let high = NumberText.short(interval.upperBound)
    return "\(bar.label): \(NumberText.short(bar.value)), interval \(low) to \(high)."
  }
}
