/// Colours that stay apart for colour-blind readers (Okabe and Ito), and dashes for everybody.
///
/// A page may set `--series-1` … `--series-6` to suit its background; the fallback suits white.
enum Palette {
  private static let fallback = ["#0072b2", "#d55e00", "#00855f", "#a8558a", "#a66f00", "#3d3d3d"]
  private static let dashes = ["none", "7 3", "2 3", "10 3 2 3", "1 4", "14 4"]

  /// Returns the paint of the series at an index.
  static func color(_ index: Int) -> String {
    let place = index % fallback.count
    return "var(--series-\(place + 1),\(fallback[place]))"
  }

  /// Returns the dash pattern of the series at an index.
  static func dash(_ index: Int) -> String {
    dashes[index % dashes.count]
  }
}
