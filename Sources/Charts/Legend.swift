/// The names of the series with a sample of their line, wrapped to the width of the chart.
struct Legend {
  static let rowHeight = 20.0
  private let rows: [[Entry]]

  /// The name of a series and where it begins, from the left edge of the legend.
  private struct Entry {
    let index: Int
    let name: String
    let x: Double
  }

  /// Lays out the names; one series needs no legend.
  init(_ names: [String], width: Double) {
    guard names.count > 1 else {
      rows = []
      return
    }
    var rows: [[Entry]] = [[]]
    var x = 0.0
    for (index, name) in names.enumerated() {
      let needed = 30 + Lettering.width(Lettering.shortened(name)) + 20
      if x + needed > width, x > 0 {
        rows.append([])
        x = 0
      }
      rows[rows.count - 1].append(
        Entry(index: index, name: Lettering.shortened(name), x: x))
      x += needed
    }
    self.rows = rows
  }

  /// The space it takes at the top of the chart.
  var height: Double { Double(rows.count) * Self.rowHeight }

  /// Draws the legend with its left edge at `x`.
  func elements(x: Double, dashed: Bool) -> [Element] {
    rows.enumerated().flatMap { row, entries in
      entries.flatMap { entry in
        draw(entry, x: x + entry.x, y: Double(row) * Self.rowHeight + 10, dashed: dashed)
      }
    }
  }

  private func draw(
    _ entry: Entry, x: Double, y: Double, dashed: Bool
  ) -> [Element] {
    let color = Palette.color(entry.index)
    let line = Element(
      "line",
      [
        "x1": NumberText.coordinate(x), "x2": NumberText.coordinate(x + 22),
        "y1": NumberText.coordinate(y), "y2": NumberText.coordinate(y), "stroke": color,
        "stroke-width": dashed ? "2" : "8",
        "stroke-dasharray": dashed ? Palette.dash(entry.index) : "none",
        "stroke-opacity": dashed ? "1" : "0.7",
      ])
    return [line, Lettering.text(entry.name, x: x + 29, y: y + 4, anchor: .start)]
  }
}
