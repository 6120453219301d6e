/// Words in a chart: size, colour and a guess of their width.
enum Lettering {
  /// Where a text stands relative to its point.
  enum Anchor: String {
    case start, middle, end
  }

  /// Returns words in the colour of the surrounding text, softened for axes.
  static func text(
    _ words: String, x: Double, y: Double, anchor: Anchor, muted: Bool = false
  ) -> Element {
    Element(
      "text",
      [
        "x": NumberText.coordinate(x), "y": NumberText.coordinate(y),
        "text-anchor": anchor.rawValue, "fill": "currentColor",
        "fill-opacity": muted ? "0.72" : "1",
      ], text: words)
  }

  /// Returns about how many pixels the words take at 12 pixels.
  static func width(_ words: String) -> Double {
    Double(words.count) * 6.6
  }

  /// Returns a label cut to a length that fits a chart.
  static func shortened(_ words: String, to length: Int = 40) -> String {
    words.count <= length ? words : words.prefix(length - 1) + "…"
  }
}
