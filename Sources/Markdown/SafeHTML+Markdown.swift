/// What becomes of the links in a text.
package enum LinkStyle: Sendable {
  /// Their text, then their address in parentheses: for answers, whose writer nobody vouches for.
  case spelledOut
  /// Links that can be followed, if they are `https:` or `mailto:`: for texts of our own.
  case followed
}

extension SafeHTML {
  /// The longest text, in bytes, that is read as Markdown; a longer one is shown as it is.
  package static let longestMarkdown = 1 << 20

  /// Renders CommonMark and tables so that every character that is no markup stays visible.
  ///
  /// Headings become `h3` to `h6`, line breaks stay line breaks, raw HTML is shown as text, and
  /// images are shown as their text and address. Links by reference stay as they were written.
  package init(markdown text: String, links: LinkStyle = .spelledOut) {
    guard text.utf8.count <= Self.longestMarkdown else {
      self.init(plain: text)
      return
    }
    var renderer = MarkdownRenderer(MarkdownSource(text), links: links)
    renderer.render()
    self.init(renderer.writer)
  }

  /// Shows text as it is, without reading it as Markdown.
  package init(plain text: String) {
    var writer = HTMLWriter()
    writer.open(.pre)
    writer.open(.code)
    writer.text(text, lineBreaks: .kept)
    writer.close(.code)
    writer.close(.pre)
    self.init(writer)
  }
}
