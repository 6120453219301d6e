import Artifacts
import Testing

@testable import Reporting

struct TablePartTests {
  private let table = ReportTable(
    title: "Accuracy", columns: ["slice", "pairs", "accuracy"],
    rows: [
      [.text("all"), .number(641, digits: 0), .interval(value: 0.784, low: 0.7512, high: 0.8141)],
      [.text("few"), .number(9, digits: 0), .interval(value: 0.5, low: 0.2, high: 0.8)],
    ])

  @Test func intervalsOfAColumnShareTheirDecimals() {
    let part = TablePart(table)
    #expect(part.rows[0].cells[2].content == "0.784")
    #expect(part.rows[0].cells[2].range == "[0.751, 0.814]")
    #expect(part.rows[1].cells[2].range == "[0.200, 0.800]")
    #expect(part.columns.map(\.isNumeric) == [false, true, true])
  }

  @Test func numberOfObservationsStandsBehindItsInterval() {
    let table = ReportTable(
      title: "t", columns: ["share"],
      rows: [[.interval(value: 0.25, low: 0.1, high: 0.5, count: 8)], [.text("–")]])
    let part = TablePart(table)
    #expect(part.rows[0].cells[0].range == "[0.10, 0.50] n = 8")
    #expect(part.rows[1].cells[0].range == nil)
  }

  @Test func oneColumnOfIntervalsIsDrawn() throws {
    let svg = try #require(TablePart(table).bars.first?.svg)
    #expect(svg.contains("all: 0.784, interval 0.751 to 0.814."))
    var two = table
    two.columns.append("other")
    for row in two.rows.indices { two.rows[row].append(.interval(value: 1, low: 0, high: 2)) }
    #expect(TablePart(two).bars.isEmpty)
  }

  @Test func everyChartHasItsValuesBehindIt() {
    let curve = ReportCurve(
      title: "t", xLabel: "step", yLabel: "y",
      series: [
        .init(name: "a", points: [.init(x: 1, y: 0.25), .init(x: 2, y: 0.5)]),
        .init(name: "b", points: [.init(x: 2, y: 4)]),
      ])
    let table = CurveTable(curve).table
    #expect(table.columns == ["step", "a", "b"])
    #expect(
      table.rows == [
        [.text("1"), .text("0.250"), .text("")], [.text("2"), .text("0.500"), .text("4")],
      ])
  }

  @Test func veryLongTablesSayThatTheyAreThinned() {
    let points = (0..<1_000).map { ReportCurve.Point(x: Double($0), y: 0) }
    let curve = ReportCurve(
      title: "t", xLabel: "step", yLabel: "y", series: [.init(name: "a", points: points)])
    let table = CurveTable(curve).table
    #expect(table.rows.count == 200)
    #expect(table.caption.contains("200 of 1000 rows"))
    #expect(table.rows.last?.first == .text("999"))
  }

  @Test func binsOfDifferentSeriesAreListedApart() {
    let histogram = ReportHistogram(
      title: "t", xLabel: "x",
      series: [
        .init(name: "a", edges: [0, 1], counts: [2]), .init(name: "b", edges: [0, 2], counts: [3]),
      ])
    #expect(HistogramTable(histogram).table.rows.map { $0[0] } == [.text("a"), .text("b")])
  }
}
