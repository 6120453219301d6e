import Foundation
import Pipelines

/// Words for how far a stage is.
enum ProgressText {
  /// Returns the stage with its place in the pipeline: "[3/14] sft".
  static func place(_ name: String, _ position: Int, of count: Int) -> String {
    "[\(position + 1)/\(count)] \(name)"
  }

  /// Returns done and total, rate, time left and the note: "12/40 steps  3.1/s  9 s left  loss 2".
  static func of(_ progress: StageProgress) -> String {
    var parts = ["\(progress.done)/\(progress.total) \(progress.unit)"]
    if let rate = progress.rate { parts.append(self.rate(rate)) }
    if let left = progress.secondsLeft, progress.done < progress.total {
      parts.append("\(DurationText.forecast(seconds: left)) left")
    }
    if !progress.note.isEmpty { parts.append(progress.note) }
    return parts.joined(separator: "  ")
  }

  private static func rate(_ rate: Double) -> String {
    String(format: rate < 10 ? "%.2f/s" : rate < 100 ? "%.1f/s" : "%.0f/s", rate)
  }
}
