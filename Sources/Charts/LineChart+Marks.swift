extension LineChart {
  /// Returns the shaded interval along a line, if every point has one.
  func band(_ points: [Point], index: Int, _ frame: ChartFrame) -> Element? {
    let thinned = Self.thinned(points)
    let edges = thinned.compactMap { point -> (x: Double, low: Double, high: Double)? in
      guard let low = point.low, let high = point.high, low.isFinite, high.isFinite else {
        return nil
      }
      return (frame.x(point.x), frame.y(low), frame.y(high))
    }
    guard edges.count > 1, edges.count == thinned.count else { return nil }
    let there = edges.map { Self.pair($0.x, $0.high) }
    let back = edges.reversed().map { Self.pair($0.x, $0.low) }
    return Element(
      "polygon",
      [
        "points": (there + back).joined(separator: " "), "fill": Palette.color(index),
        "fill-opacity": "0.16",
      ])
  }

  /// Returns the line, with a mark on each point where there are few.
  func stroke(_ points: [Point], index: Int, _ frame: ChartFrame) -> [Element] {
    let places = Self.thinned(points).map { Self.pair(frame.x($0.x), frame.y($0.y)) }
    let line = Element(
      "polyline",
      [
        "points": places.joined(separator: " "), "fill": "none", "stroke": Palette.color(index),
        "stroke-width": points.count > 300 ? "1.4" : "2", "stroke-linejoin": "round",
        "stroke-dasharray": Palette.dash(index),
      ])
    return points.count > 24 ? [line] : [line] + points.map { mark($0, index: index, frame) }
  }

  private func mark(_ point: Point, index: Int, _ frame: ChartFrame) -> Element {
    let circle: KeyValuePairs = [
      "cx": NumberText.coordinate(frame.x(point.x)), "cy": NumberText.coordinate(frame.y(point.y)),
      "r": "3.2", "fill": Palette.color(index),
    ]
    let value = "\(NumberText.short(point.x)): \(NumberText.short(point.y))"
    return Element("circle", circle, [Element("title", [:], text: value)])
  }

  /// Returns at most about 1,200 points that keep every peak: first, lowest, highest and last of
  /// each of 300 stretches.
  static func thinned(_ points: [Point]) -> [Point] {
    guard points.count > 1_200 else { return points }
    return (0..<300).flatMap { stretch in
      let from = stretch * points.count / 300
      let part = points[from..<((stretch + 1) * points.count / 300)]
      let low = part.indices.min { part[$0].y < part[$1].y } ?? from
      let high = part.indices.max { part[$0].y < part[$1].y } ?? from
      return Set([part.startIndex, low, high, part.endIndex - 1]).sorted().map { points[$0] }
    }
  }

  private static func pair(_ x: Double, _ y: Double) -> String {
    "\(NumberText.coordinate(x)),\(NumberText.coordinate(y))"
  }
}
