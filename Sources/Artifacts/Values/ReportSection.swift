/// A titled part of a stage's report, made of values that pages and reports know how to show.
package struct ReportSection: Codable, Hashable, Sendable {
  /// The heading.
  package var title: String
  /// The items under it, in reading order.
  package var items: [ReportItem]

  /// Creates a section.
  package init(title: String, items: [ReportItem]) {
    self.title = title
    self.items = items
  }
}
