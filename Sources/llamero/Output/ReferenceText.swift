import Artifacts
import Pipelines

/// Writes what can be known of a kind of stage for a terminal.
struct ReferenceText {
  private let kind: KindReference

  /// Takes the kind.
  init(_ kind: KindReference) {
    self.kind = kind
  }

  /// The lines, none wider than 80 columns unless a name is.
  var lines: [String] {
    ["\(kind.kind), version \(kind.version)"] + WrappedText.lines(of: kind.summary)
      + part("Inputs", kind.inputs) {
        entry("\($0.name)  (\($0.arity.words), of kind \($0.kind))", $0.sentence)
      }
      + part("Outputs", kind.outputs) { entry("\($0.name)  (of kind \($0.kind))", $0.sentence) }
      + part("Options", kind.options) {
        entry("\($0.name)  (\($0.defaultWords); \($0.valueWords))", $0.meaning)
      }
      + part("Metrics", kind.metrics) { entry("\($0.name)\(Self.unit(of: $0))", $0.sentence) }
  }

  private func part<Entry>(
    _ title: String, _ entries: [Entry], lines: (Entry) -> [String]
  ) -> [String] {
    entries.isEmpty ? [] : ["", title] + entries.flatMap(lines)
  }

  private func entry(_ head: String, _ sentence: String) -> [String] {
    WrappedText.lines(of: head, indentation: 2, hanging: 4)
      + WrappedText.lines(of: sentence, indentation: 6)
  }

  private static func unit(of metric: MetricDescription) -> String {
    let better = metric.better == .neither ? "" : "\(metric.better.rawValue) is better"
    let words = [metric.unit, better].filter { !$0.isEmpty }
    return words.isEmpty ? "" : "  (\(words.joined(separator: "; ")))"
  }
}
