import Artifacts
import Charts

/// The values behind a curve, thinned evenly where there are very many.
struct CurveTable {
  private static let most = 200
  let table: ReportTable

  /// Tabulates a curve: a row per place, a column per series.
  init(_ curve: ReportCurve) {
    let places = Set(curve.series.flatMap { $0.points.map(\.x) }).sorted()
    let kept = Self.thinned(places)
    let caption =
      kept.count < places.count
      ? "\(kept.count) of \(places.count) rows, evenly spaced; the JSON beside this report has all."
      : ""
    let byPlace = curve.series.map { series in
      Dictionary(series.points.map { ($0.x, $0) }, uniquingKeysWith: { first, _ in first })
    }
    table = ReportTable(
      title: "", caption: caption,
      columns: [curve.xLabel.isEmpty ? "x" : curve.xLabel] + curve.series.map(\.name),
      rows: kept.map { place in
        [.text(NumberText.short(place))] + byPlace.map { Self.cell($0[place]) }
      })
  }

  private static func thinned(_ places: [Double]) -> [Double] {
    guard places.count > most else { return places }
    return (0..<most).map { places[$0 * (places.count - 1) / (most - 1)] }
  }

  private static func cell(_ point: ReportCurve.Point?) -> ReportTable.Cell {
    guard let point else { return .text("") }
    if let low = point.low, let high = point.high {
      return .interval(value: point.y, low: low, high: high)
    }
    return .text(NumberText.short(point.y))
  }
}
