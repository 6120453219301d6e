import Artifacts

@testable import Reporting

/// A report in which every field that can hold words holds the given ones.
struct SampleReport {
  let words: String

  var report: Report {
    var report = Report(
      run: words, pipeline: words, state: words, seed: words,
      stages: [stage(named: words), stage(named: words)])
    report.error = words
    return report
  }

  private func stage(named name: String) -> Report.Stage {
    var stage = Report.Stage(name: name, kind: words, state: words)
    stage.summary = words
    stage.error = words
    stage.configuration = [words: words]
    stage.outputs = [words: words]
    stage.sections = [
      ReportSection(title: "Summary", items: [.prose(words)]),
      ReportSection(title: words, items: items),
    ]
    stage.metrics = [metric(points: 3), metric(points: 1)]
    return stage
  }

  private var items: [ReportItem] {
    [
      .prose(words), .table(table), .curve(curve), .histogram(histogram(edges: [0, 1, 2])),
      .samples(samples),
    ]
  }

  private var table: ReportTable {
    ReportTable(
      title: words, caption: words, columns: [words, words],
      rows: [
        [.text(words), .interval(value: 0.5, low: 0.4, high: 0.6)],
        [.text(words), .interval(value: 0.7, low: 0.6, high: 0.8)],
        [.text(words), .number(3, digits: 0)],
      ])
  }

  private var curve: ReportCurve {
    let points = [
      ReportCurve.Point(x: 1, y: 2, low: 1, high: 3), .init(x: 2, y: 3, low: 2, high: 4),
    ]
    let series = ReportCurve.Series(name: words, points: points)
    return ReportCurve(
      title: words, caption: words, xLabel: words, yLabel: words, series: [series, series])
  }

  private func histogram(edges: [Double]) -> ReportHistogram {
    let series = ReportHistogram.Series(name: words, edges: edges, counts: [1, 2])
    return ReportHistogram(title: words, caption: words, xLabel: words, series: [series, series])
  }

  private var samples: ReportSamples {
    let cell = SampleCell(text: words, notes: [words: words])
    return ReportSamples(
      title: words, caption: words, columns: [words, words],
      rows: [SampleRow(prompt: [SampleTurn(role: words, text: words)], cells: [cell, cell])])
  }

  private func metric(points: Int) -> Report.Metric {
    Report.Metric(
      meaning: MetricDescription(words, unit: words, better: .lower, words),
      points: (0..<points).map { Report.Point(step: $0, value: Double($0)) })
  }
}
