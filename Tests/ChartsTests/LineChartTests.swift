import Foundation
import FoundationXML
import Testing

@testable import Charts

struct LineChartTests {
  private func chart(_ series: [LineChart.Series], logarithmic: Bool = false) -> LineChart {
    LineChart(
      title: "Loss", xLabel: "step", yLabel: "nats", isLogarithmic: logarithmic, series: series)
  }

  @Test func aChartIsWellFormedAndNamed() throws {
    let svg = chart([.init(name: "a", points: [.init(x: 0, y: 1), .init(x: 1, y: 2)])]).svg()
    #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\""))
    #expect(svg.contains("<title>Loss</title><desc>a: from 1 at 0 to 2 at 1.</desc>"))
    #expect(XMLParser(data: Data(svg.utf8)).parse())
  }

  @Test func onlySeveralSeriesHaveALegend() {
    let line = LineChart.Series(name: "only name", points: [.init(x: 0, y: 1), .init(x: 1, y: 2)])
    let other = LineChart.Series(name: "other", points: line.points)
    #expect(!chart([line]).svg().contains(">only name</text>"))
    #expect(chart([line, other]).svg().contains(">only name</text>"))
    #expect(chart([line, other]).svg().contains("stroke-dasharray=\"7 3\""))
  }

  @Test func intervalsBecomeABand() {
    let points = (0..<3).map { LineChart.Point(x: Double($0), y: 1, low: 0.5, high: 1.5) }
    #expect(chart([.init(name: "a", points: points)]).svg().contains("<polygon"))
    let bare = (0..<3).map { LineChart.Point(x: Double($0), y: 1) }
    #expect(!chart([.init(name: "a", points: bare)]).svg().contains("<polygon"))
  }

  @Test func fewPlacesOnALogarithmicAxisAreItsTicks() {
    let points = [1.0, 2, 4, 8].map { LineChart.Point(x: $0, y: $0) }
    let svg = chart([.init(name: "a", points: points)], logarithmic: true).svg()
    for label in ["1", "2", "4", "8"] { #expect(svg.contains(">\(label)</text>")) }
    #expect(!svg.contains(">5</text>"))
  }

  @Test func pointsWithoutAPlaceAreCounted() {
    let points = [LineChart.Point(x: 0, y: 1), .init(x: 1, y: .nan), .init(x: 2, y: .infinity)]
    let svg = chart([.init(name: "a", points: points)]).svg()
    #expect(svg.contains("2 points have no place on the axes."))
    #expect(!svg.contains("nan") && !svg.contains("inf\""))
  }

  @Test func aChartWithoutValuesSaysSo() {
    #expect(chart([]).svg().contains(">no values</text>"))
    #expect(chart([.init(name: "a", points: [])]).svg().contains(">no values</text>"))
  }

  @Test func thinningKeepsEveryPeak() {
    var points = (0..<30_000).map { LineChart.Point(x: Double($0), y: 0) }
    points[12_345] = LineChart.Point(x: 12_345, y: 99)
    let thinned = LineChart.thinned(points)
    #expect(thinned.count <= 1_200)
    #expect(thinned.contains { $0.y == 99 })
    #expect(thinned.first?.x == 0 && thinned.last?.x == 29_999)
  }

  @Test func oneChartHasOneFormInBytes() {
    let points = (0..<50).map { LineChart.Point(x: Double($0), y: sin(Double($0))) }
    let series = [LineChart.Series(name: "a", points: points)]
    #expect(chart(series).svg() == chart(series).svg())
  }

  @Test func hostileNamesStayText() {
    let series = LineChart.Series(name: "</svg><script>", points: [.init(x: 0, y: 1)])
    let hostile = LineChart(
      title: "</title><script>", xLabel: "<b>", yLabel: "\"><i>", series: [series, series])
    let svg = hostile.svg()
    #expect(!svg.contains("<script") && !svg.contains("<b>") && !svg.contains("<i>"))
    #expect(XMLParser(data: Data(svg.utf8)).parse())
  }
}
