import Artifacts
import Testing

struct ReportValuesTests {
  @Test func everyItemSurvivesItsJSON() throws {
    let items: [ReportItem] = [
      .prose("Words & <tags>."),
      .table(
        ReportTable(
          title: "T", columns: ["a", "b", "c"],
          rows: [
            [.text("x"), .number(0.1, digits: 2), .interval(value: 1, low: .nan, high: .infinity)]
          ])),
      .curve(
        ReportCurve(
          title: "C", xLabel: "K", yLabel: "reward", logX: true,
          series: [.init(name: "max", points: [.init(x: 1, y: 2, low: 1.5, high: 2.5)])])),
      .histogram(
        ReportHistogram(title: "H", xLabel: "score", values: [("chosen", [0, 1, 2, 3])], bins: 2)),
      .samples(
        ReportSamples(
          title: "S", columns: ["before"],
          rows: [
            SampleRow(
              prompt: [SampleTurn(role: "user", text: "Hi")],
              cells: [SampleCell(text: "Ho", notes: ["reward": "1.0"])])
          ])),
    ]
    let section = ReportSection(title: "All", items: items)
    let text = try StableJSON.text(section)
    let again = try StableJSON.value(ReportSection.self, from: text)
    #expect(try StableJSON.text(again) == text)
    #expect(again.items.dropFirst(2) == section.items.dropFirst(2))
  }

  @Test func formOfTheJSONIsStable() throws {
    let table = ReportTable(
      title: "T", caption: "c", columns: ["a", "b"],
      rows: [[.text("x"), .interval(value: 1.5, low: 1, high: 2)]])
    let text = try StableJSON.text([ReportItem.prose("Hi/ho"), .table(table)])
    #expect(
      text == #"[{"prose":"Hi/ho"},{"table":{"caption":"c","columns":["a","b"],"rows":"#
        + #"[[{"text":"x"},{"high":2,"low":1,"value":1.5}]],"title":"T"}}]"#)
  }

  @Test func histogramCountsEveryFiniteValueOnce() {
    let histogram = ReportHistogram(
      title: "H", xLabel: "x", values: [("a", [0, 1, 4, .nan]), ("b", [2, 2, 3.9])], bins: 4)
    #expect(histogram.series[0].edges == [0, 1, 2, 3, 4])
    #expect(histogram.series[0].counts == [1, 1, 0, 1])
    #expect(histogram.series[1].counts == [0, 0, 2, 1])
  }

  @Test func histogramOfEqualOrNoValuesHasBins() {
    let equal = ReportHistogram(title: "H", xLabel: "x", values: [("a", [5, 5])], bins: 3)
    #expect(equal.series[0].counts == [2, 0, 0])
    let none = ReportHistogram(title: "H", xLabel: "x", values: [("a", [])], bins: 3)
    #expect(none.series[0].counts == [0, 0, 0])
  }

  @Test(
    arguments: [
      ("lerningRate", "learningRate"), ("epoch", "epochs"), ("sfft", "sft"),
      ("modle", "model"),
    ])
  func slipFindsItsName(typed: String, meant: String) {
    let names = ["learningRate", "epochs", "sft", "model", "batchSize"]
    #expect(NearestName.of(typed, among: names) == meant)
  }

  @Test func anotherWordFindsNothing() {
    #expect(NearestName.of("temperature", among: ["epochs", "model"]) == nil)
    #expect(NearestName.of("x", among: [String]()) == nil)
  }
}
