package import Artifacts

extension Report {
  /// One stage of the run.
  package struct Stage: Codable, Hashable, Sendable {
    /// The name in the pipeline.
    package var name: String
    /// The kind of stage.
    package var kind: String
    /// One sentence on what such a stage does.
    package var summary = ""
    /// How far it is.
    package var state: String
    /// Why it stopped, if it failed.
    package var error: String?
    /// The settings to show, by name.
    package var configuration: [String: String] = [:]
    /// The digests of what it made, by the name of the output.
    package var outputs: [String: String] = [:]
    /// The arithmetic that made it; several, in order, if it resumed on another kind of machine.
    package var arithmetic: [String] = []
    /// What it measured over its steps.
    package var metrics: [Metric] = []
    /// What it says about itself.
    package var sections: [ReportSection] = []

    /// Creates a stage without results.
    package init(name: String, kind: String, state: String) {
      self.name = name
      self.kind = kind
      self.state = state
    }
  }

  /// One number of a stage over its steps.
  package struct Metric: Codable, Hashable, Sendable {
    /// What the number means.
    package var meaning: MetricDescription
    /// The values in the order of the steps.
    package var points: [Point]

    /// Creates a metric.
    package init(meaning: MetricDescription, points: [Point]) {
      self.meaning = meaning
      self.points = points
    }
  }

  /// The value of a metric at a step.
  package struct Point: Codable, Hashable, Sendable {
    /// The step.
    package var step: Int
    /// The value; not a number where none could be computed.
    package var value: Double

    /// Creates a point.
    package init(step: Int, value: Double) {
      self.step = step
      self.value = value
    }
  }
}
