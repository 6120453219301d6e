import Foundation
import FoundationXML
import Testing

@testable import Charts

struct BarChartTests {
  @Test func barsStartAtZeroAndCarryTheirInterval() {
    let chart = BarChart(
      title: "Accuracy", xLabel: "accuracy",
      bars: [
        .init(label: "all", value: 0.8, interval: 0.75...0.85), .init(label: "none", value: 0.5),
      ])
    let svg = chart.svg()
    #expect(svg.contains("all: 0.800, interval 0.750 to 0.850."))
    #expect(svg.contains("none: 0.500."))
    #expect(svg.components(separatedBy: "<rect").count == 3)
    #expect(XMLParser(data: Data(svg.utf8)).parse())
  }

  @Test func negativeValuesGrowToTheLeft() throws {
    let chart = BarChart(title: "t", xLabel: "x", bars: [.init(label: "a", value: -1)])
    #expect(chart.svg().contains(">−1.0</text>"))
  }
}
