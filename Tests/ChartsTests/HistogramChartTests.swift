import Foundation
import FoundationXML
import Testing

@testable import Charts

struct HistogramChartTests {
  @Test func distributionsAreOutlinedOverEachOther() {
    let chart = HistogramChart(
      title: "Scores", xLabel: "score",
      series: [
        .init(name: "chosen", edges: [0, 1, 2], counts: [1, 3]),
        .init(name: "rejected", edges: [0, 1, 2], counts: [4, 0]),
      ])
    let svg = chart.svg()
    #expect(svg.components(separatedBy: "<polygon").count == 3)
    #expect(svg.contains("chosen: 4 values, the median between 1 and 2."))
    #expect(svg.contains("share of each distribution"))
    #expect(XMLParser(data: Data(svg.utf8)).parse())
  }

  @Test func differentBinsAreComparedAsDensities() {
    let chart = HistogramChart(
      title: "Scores", xLabel: "score",
      series: [
        .init(name: "a", edges: [0, 1], counts: [1]), .init(name: "b", edges: [0, 2], counts: [1]),
      ])
    #expect(chart.svg().contains("share per unit"))
  }

  @Test func anEmptyDistributionIsNamedAndNotDrawn() {
    let chart = HistogramChart(
      title: "Scores", xLabel: "score", series: [.init(name: "a", edges: [0, 1], counts: [0])])
    #expect(chart.svg().contains("a: no values."))
    #expect(!chart.svg().contains("<polygon"))
  }
}
