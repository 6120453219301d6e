import Artifacts

/// The report of a run as a page: a standalone file, or part of the dashboard.
package struct ReportPage: Sendable {
  /// A line of the overview.
  struct Row: Sendable {
    let target: VisibleText
    let rowName: VisibleText
    let rowKind: VisibleText
    let rowState: VisibleText
    let mood: VisibleText
    let outputs: [Output]
  }

  /// An artifact that a stage made.
  struct Output: Sendable {
    let slot: VisibleText
    let digest: VisibleText
    let shortDigest: VisibleText
  }

  let pipeline: VisibleText
  let run: VisibleText
  let runState: VisibleText
  let runMood: VisibleText
  let seed: VisibleText
  let runFailure: VisibleText?
  let home: VisibleText?
  let stylesheet: VisibleText?
  let hasSummary: Bool
  let summaries: [SectionPart]
  let overview: [Row]
  let stages: [StagePart]

  /// Lays out a report; with addresses of a home page and a stylesheet it belongs to a site.
  package init(_ report: Report, home: String? = nil, stylesheet: String? = nil) {
    pipeline = VisibleText(report.pipeline)
    run = VisibleText(report.run)
    runState = VisibleText(StateText.words(for: report.state))
    runMood = VisibleText(Self.mood(report.state))
    seed = VisibleText(report.seed)
    runFailure = report.error.map { VisibleText($0) }
    self.home = home.map { VisibleText($0) }
    self.stylesheet = stylesheet.map { VisibleText($0) }
    summaries = report.stages.flatMap { stage in
      stage.sections.filter(\.isSummary).map { SectionPart($0, of: stage.name) }
    }
    hasSummary = !summaries.isEmpty
    overview = report.stages.enumerated().map { Row($1, at: $0) }
    stages = report.stages.enumerated().map { StagePart($1, at: $0) }
  }

  /// Returns the page as HTML.
  package func html() throws -> String {
    try ReportTemplates.library().page(self, named: "ReportPage")
  }

  /// Returns the class by which the stylesheet colours a state.
  package static func mood(_ state: String) -> String {
    switch state {
    case "finished": "good"
    case "failed": "bad"
    default: "open"
    }
  }
}

extension ReportPage.Row {
  init(_ stage: Report.Stage, at index: Int) {
    self.init(
      target: "#stage-\(index + 1)", rowName: VisibleText(stage.name),
      rowKind: VisibleText(stage.kind),
      rowState: VisibleText(StateText.words(for: stage.state)),
      mood: VisibleText(ReportPage.mood(stage.state)),
      outputs: stage.outputs.sorted { $0.key < $1.key }.map { slot, digest in
        ReportPage.Output(
          slot: VisibleText(slot), digest: VisibleText(digest),
          shortDigest: VisibleText(String(digest.prefix(10))))
      })
  }
}
