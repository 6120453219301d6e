import Artifacts
import Foundation
import Pipelines

/// Writes a comparison of two runs for a person.
struct ComparisonText {
  private let comparison: RunComparison

  /// Takes the comparison.
  init(_ comparison: RunComparison) {
    self.comparison = comparison
  }

  /// The lines: both runs, each stage that differs, and the names of those that do not.
  var lines: [String] {
    var heads = TextTable(["", "run", "pipeline", "state", "seed"])
    for (word, side) in [("before", comparison.before), ("after", comparison.after)] {
      heads.add([word, side.run.text, side.pipeline, side.state.words, "\(side.seed)"])
    }
    let different = comparison.stages.filter { !$0.equal }
    let same = comparison.stages.filter(\.equal).map(\.stage)
    var lines = heads.lines
    for stage in different { lines += [""] + Self.lines(of: stage) }
    if !same.isEmpty { lines += ["", "The same in both: \(same.joined(separator: ", "))."] }
    return lines
  }

  private static func lines(of stage: StageComparison) -> [String] {
    let title = "\(stage.stage) (\(stage.kind))"
    if stage.presence != .both { return ["\(title) is only in the run \(stage.presence)."] }
    var changes = TextTable()
    if let before = stage.stateBefore, let after = stage.stateAfter, before != after {
      changes.add(["state", "\(before.words) -> \(after.words)"])
    }
    for change in stage.changes { changes.add(ChangeText.cells(change)) }
    for output in stage.outputs {
      let (before, after) = (output.before?.hexadecimal, output.after?.hexadecimal)
      changes.add([
        "output \(output.output)",
        output.equal
          ? "equal" : "\(ChangeText.short(before)) -> \(ChangeText.short(after))",
      ])
    }
    let table = stage.metrics.isEmpty ? [] : metrics(stage.metrics).lines
    return [title] + (changes.lines + table).map { "  \($0)" }
  }

  private static func metrics(_ metrics: [StageComparison.Metric]) -> TextTable {
    var table = TextTable(["metric", "before", "after", "difference", "95 % interval", "n"])
    for metric in metrics {
      table.add(
        [metric.metric] + [metric.before, metric.after, metric.difference].map(number)
          + [interval(metric), count(metric)])
    }
    return table
  }

  private static func interval(_ metric: StageComparison.Metric) -> String {
    guard let low = metric.low, let high = metric.high else { return "unknown" }
    return String(format: "[%.3g, %.3g]", low, high)
  }

  private static func count(_ metric: StageComparison.Metric) -> String {
    let words = [metric.countBefore, metric.countAfter].map { $0.map(String.init) ?? "unknown" }
    return words[0] == words[1] ? words[0] : "\(words[0]) -> \(words[1])"
  }

  private static func number(_ value: Double?) -> String {
    value.map { String(format: "%.6g", $0) } ?? "none"
  }
}
