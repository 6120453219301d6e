package import Foundation

/// What a stage leaves behind when it has finished.
package struct FinishedWork {
  /// The folder and kind of each output, by slot.
  package var outputs: [String: (folder: URL, kind: String)]
  /// The sections of its report.
  package var sections: [ReportSection]
  /// The metrics recorded since the last checkpoint.
  package var metrics: [MetricPoint]
  /// The seconds that this process spent on it.
  package var seconds: Double
  /// The arithmetic that made it; several, in order, if it resumed on another kind of machine.
  package var numericIdentity: String

  /// Creates the record of finished work.
  package init(
    outputs: [String: (folder: URL, kind: String)], sections: [ReportSection],
    metrics: [MetricPoint], seconds: Double, numericIdentity: String = ""
  ) {
    self.outputs = outputs
    self.sections = sections
    self.metrics = metrics
    self.seconds = seconds
    self.numericIdentity = numericIdentity
  }
}
