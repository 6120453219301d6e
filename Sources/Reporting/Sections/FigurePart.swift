package import Artifacts
import Charts

/// A chart as it stands on a page, with its values in a table behind it.
package struct FigurePart: Sendable {
  let figureTitle: VisibleText
  let figureCaption: VisibleText?
  let svg: String
  let values: TablePart

  private init(title: String, caption: String, svg: String, values: ReportTable) {
    figureTitle = VisibleText(title)
    figureCaption = caption.isEmpty ? nil : VisibleText(caption)
    self.svg = svg
    self.values = TablePart(values, drawsBars: false)
  }

  /// Draws a curve, in large letters where it stands among others.
  package init(_ curve: ReportCurve, isSmall: Bool = false) {
    let series = curve.series.map { series in
      LineChart.Series(
        name: VisibleText(series.name).description,
        points: series.points.map {
          LineChart.Point(x: $0.x, y: $0.y, low: $0.low, high: $0.high)
        })
    }
    var chart = LineChart(
      title: VisibleText(curve.title).description, xLabel: VisibleText(curve.xLabel).description,
      yLabel: VisibleText(curve.yLabel).description, isLogarithmic: curve.logX, series: series)
    if isSmall { chart.width = 440 }
    self.init(
      title: curve.title, caption: curve.caption, svg: chart.svg(), values: CurveTable(curve).table)
  }

  /// Draws a histogram.
  package init(_ histogram: ReportHistogram) {
    let chart = HistogramChart(
      title: VisibleText(histogram.title).description,
      xLabel: VisibleText(histogram.xLabel).description,
      series: histogram.series.map {
        HistogramChart.Series(
          name: VisibleText($0.name).description, edges: $0.edges, counts: $0.counts)
      })
    self.init(
      title: histogram.title, caption: histogram.caption, svg: chart.svg(),
      values: HistogramTable(histogram).table)
  }
}
