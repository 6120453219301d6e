extension TextDifference {
  /// What a page shows of a difference.
  package enum View: Sendable {
    /// The first text, with what only it has marked as deleted.
    case first
    /// The second text, with what only it has marked as inserted.
    case second
    /// Both texts in one.
    case both

    /// Returns whether the runs of an origin are shown.
    fileprivate func shows(_ origin: Origin) -> Bool {
      switch origin {
      case .both: true
      case .first: self != .second
      case .second: self != .first
      }
    }
  }
}

extension SafeHTML {
  /// Renders a difference; the names of the texts are read aloud before what only one has.
  ///
  /// What only one text has is in `del` or `ins`, which browsers strike out and underline, so
  /// colour is not needed to tell them apart. A change of mere blanks is shown as signs.
  package init(
    _ difference: TextDifference, view: TextDifference.View = .both, first: String, second: String
  ) {
    var writer = HTMLWriter()
    writer.open(.pre, .kind("difference"))
    // A line break directly behind the start of a preformatted element would be dropped.
    writer.open(.sample)
    for run in difference.runs where view.shows(run.origin) {
      switch run.origin {
      case .both: writer.text(run.text, lineBreaks: .kept)
      case .first: writer.write(run, in: .deleted, of: first)
      case .second: writer.write(run, in: .inserted, of: second)
      }
    }
    writer.close(.sample)
    writer.close(.pre)
    self.init(writer)
  }
}

extension HTMLWriter {
  fileprivate mutating func write(
    _ run: TextDifference.Run, in tag: HTMLTag, of name: String
  ) {
    open(tag)
    open(.span, .kind("hidden"))
    text("only \(name): ")
    close(.span)
    text(run.text.allSatisfy(\.isWhitespace) ? run.text.signs : run.text, lineBreaks: .kept)
    close(tag)
  }
}

extension String {
  /// Blanks with signs in place of or before them.
  fileprivate var signs: String {
    map { $0.isNewline ? "↵\n" : $0 == "\t" ? "⇥\t" : "␣" }.joined()
  }
}
