import Artifacts
import Charts

/// A stage on a page: its settings, its report sections and its metrics.
package struct StagePart: Sendable {
  /// A named setting.
  struct Setting: Sendable {
    let name: VisibleText
    let choice: VisibleText
  }

  let anchor: VisibleText
  let name: VisibleText
  let kind: VisibleText
  let state: VisibleText
  let summary: VisibleText
  let failure: VisibleText?
  let mixture: VisibleText?
  let arithmetic: VisibleText
  let hasSettings: Bool
  let settings: [Setting]
  let sections: [SectionPart]
  let hasMeasures: Bool
  let measures: TablePart
  let hasCurves: Bool
  let curves: [FigurePart]

  /// Lays out a stage.
  init(_ stage: Report.Stage, at index: Int) {
    anchor = "stage-\(index + 1)"
    name = VisibleText(stage.name)
    kind = VisibleText(stage.kind)
    state = VisibleText(StateText.words(for: stage.state))
    summary = VisibleText(stage.summary)
    failure = stage.error.map { VisibleText($0) }
    arithmetic = VisibleText(stage.arithmetic.joined(separator: "; then "))
    mixture =
      stage.arithmetic.count > 1
      ? VisibleText(
        "Computed with \(stage.arithmetic.count) kinds of arithmetic in turn: the stage "
          + "resumed from another machine's checkpoint, so its last bits come from both.") : nil
    settings = stage.configuration.sorted { $0.key < $1.key }.map {
      Setting(name: VisibleText($0.key), choice: VisibleText($0.value))
    }
    hasSettings = !settings.isEmpty
    sections = stage.sections.filter { !$0.isSummary }.map { SectionPart($0) }
    let single = stage.metrics.filter { $0.points.count < 2 }
    measures = TablePart(Self.table(of: single))
    hasMeasures = !single.isEmpty
    curves = stage.metrics.filter { $0.points.count > 1 }.map {
      FigurePart($0.curve, isSmall: true)
    }
    hasCurves = !curves.isEmpty
  }

  private static func table(of metrics: [Report.Metric]) -> ReportTable {
    ReportTable(
      title: "", columns: ["measure", "value", "meaning"],
      rows: metrics.map { metric in
        [
          .text(metric.meaning.name),
          .text(metric.points.first.map { NumberText.short($0.value) } ?? "none"),
          .text(metric.explanation),
        ]
      })
  }
}

extension ReportSection {
  /// Whether the section belongs at the top of the report.
  var isSummary: Bool { title == "Summary" }
}

extension Report.Metric {
  /// The metric over its steps, explained by its own sentence.
  var curve: ReportCurve {
    ReportCurve(
      title: meaning.name, caption: explanation, xLabel: "step", yLabel: meaning.unit,
      series: [
        .init(name: meaning.name, points: points.map { .init(x: Double($0.step), y: $0.value) })
      ])
  }

  /// What the number means and which way is better.
  var explanation: String {
    switch meaning.better {
    case .higher: "\(meaning.sentence) Higher is better."
    case .lower: "\(meaning.sentence) Lower is better."
    case .neither: meaning.sentence
    }
  }
}
