package import Artifacts

/// Answers side by side as they stand on a page.
package struct SamplesPart: Sendable {
  /// One prompt with the answers to it.
  struct Sample: Sendable {
    let number: Int
    let turns: [Turn]
    let answers: [Reply]
  }

  /// One message of the prompt.
  struct Turn: Sendable {
    let role: VisibleText
    let opening: VisibleText
    let whole: VisibleText?
  }

  /// One answer under the head of its column.
  struct Reply: Sendable {
    let head: VisibleText
    let opening: VisibleText
    let whole: VisibleText?
    let notes: [Note]
  }

  /// A named fact about an answer.
  struct Note: Sendable {
    let term: VisibleText
    let fact: VisibleText
  }

  let samplesTitle: VisibleText
  let samplesCaption: VisibleText?
  let samples: [Sample]

  /// Lays out samples.
  package init(_ samples: ReportSamples) {
    samplesTitle = VisibleText(samples.title)
    samplesCaption = samples.caption.isEmpty ? nil : VisibleText(samples.caption)
    self.samples = samples.rows.enumerated().map { index, row in
      Sample(
        number: index + 1, turns: row.prompt.map(Turn.init),
        answers: zip(samples.columns, row.cells).map(Reply.init))
    }
  }
}

extension SamplesPart.Turn {
  init(_ turn: SampleTurn) {
    let text = FoldedText(turn.text)
    self.init(role: VisibleText(turn.role), opening: text.opening, whole: text.whole)
  }
}

extension SamplesPart.Reply {
  init(head: String, cell: SampleCell) {
    let text = FoldedText(cell.text)
    let notes = cell.notes.sorted { $0.key < $1.key }.map { name, value in
      SamplesPart.Note(term: VisibleText(name), fact: VisibleText(value))
    }
    self.init(head: VisibleText(head), opening: text.opening, whole: text.whole, notes: notes)
  }
}
