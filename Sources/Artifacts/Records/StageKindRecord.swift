/// What a kind of stage means, for pages and reports.
package struct StageKindRecord: Codable, Hashable, Sendable {
  /// The kind, for example "reward-model".
  package var kind: String
  /// The version of the kind.
  package var version: Int
  /// One sentence that says what it does.
  package var summary: String
  /// Its metrics, in the order they are shown.
  package var metrics: [MetricDescription]

  /// Creates a description of a kind.
  package init(kind: String, version: Int, summary: String, metrics: [MetricDescription]) {
    self.kind = kind
    self.version = version
    self.summary = summary
    self.metrics = metrics
  }
}
