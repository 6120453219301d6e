package import Artifacts

/// A section of a stage as it stands on a page.
package struct SectionPart: Sendable {
  /// One item; exactly one of its facts is there.
  struct Item: Sendable {
    var prose: [Paragraph] = []
    var table: TablePart?
    var figure: FigurePart?
    var samples: SamplesPart?
  }

  /// One paragraph of prose.
  struct Paragraph: Sendable {
    let words: VisibleText
  }

  let sectionTitle: VisibleText
  let stageName: VisibleText?
  let items: [Item]

  /// Lays out a section, under the name of its stage where it stands apart from it.
  package init(_ section: ReportSection, of stage: String? = nil) {
    sectionTitle = VisibleText(section.title)
    stageName = stage.map { VisibleText($0) }
    items = section.items.map(Item.init)
  }
}

extension SectionPart.Item {
  init(_ item: ReportItem) {
    switch item {
    case .prose(let text):
      prose = text.split(separator: "\n\n").map {
        SectionPart.Paragraph(words: VisibleText(String($0)))
      }
    case .table(let value): table = TablePart(value)
    case .curve(let value): figure = FigurePart(value)
    case .histogram(let value): figure = FigurePart(value)
    case .samples(let value): samples = SamplesPart(value)
    }
  }
}
