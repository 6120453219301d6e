import Artifacts

/// The reference of all kinds of stages as a page of Markdown.
package struct ReferencePage {
  private let kinds: [KindReference]

  /// Takes the kinds in the order of the page.
  package init(_ kinds: [KindReference]) {
    self.kinds = kinds
  }

  /// The page.
  package var text: String {
    (Self.head + kinds.flatMap(section)).joined(separator: "\n") + "\n"
  }

  private static let head = [
    "# Stages", "",
    "Every kind of stage: what it takes, what it makes, what can be set and what it measures.", "",
    "`llamero stages KIND` prints the same text, and a test holds this page equal to it. Besides "
      + "its",
    "inputs and options, every stage of a pipeline file has a `kind` and may have a `seed`, a "
      + "whole",
    "number that replaces the one derived from the pipeline's seed and the stage's name.", "",
  ]

  private func section(_ kind: KindReference) -> [String] {
    var lines = ["## \(kind.kind)", "", "\(kind.summary) (Version \(kind.version).)", ""]
    lines += table(["input", "kind", "references", "meaning"], kind.inputs) {
      ["`\($0.name)`", $0.kind, $0.arity.words, $0.sentence]
    }
    lines += table(["output", "kind", "meaning"], kind.outputs) {
      ["`\($0.name)`", $0.kind, $0.sentence]
    }
    lines += table(["option", "default", "value", "meaning"], kind.options) {
      ["`\($0.name)`", $0.defaultWords, $0.valueWords, $0.meaning]
    }
    lines += table(["metric", "unit", "better", "meaning"], kind.metrics) {
      ["`\($0.name)`", $0.unit, $0.better == .neither ? "" : $0.better.rawValue, $0.sentence]
    }
    return lines
  }

  /// Returns a table with the line after it, or nothing if it would be empty.
  private func table<Row>(
    _ titles: [String], _ rows: [Row], cells: (Row) -> [String]
  ) -> [String] {
    if rows.isEmpty { return [] }
    func line(_ cells: [String]) -> String {
      "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
    let rule = "|" + titles.map { _ in "---|" }.joined()
    return [line(titles), rule] + rows.map { line(cells($0)) } + [""]
  }
}

extension OptionReference {
  /// What the option does, whether results depend on it, and when it has no effect.
  package var meaning: String {
    idleReasons.reduce(sentence + (isOperational ? " It changes no result." : "")) {
      "\($0) It has no effect \($1)."
    }
  }
}

extension InputSlot.Arity {
  /// How many references the slot holds, for a person.
  package var words: String {
    switch self {
    case .one: "one"
    case .optional: "one or none"
    case .many: "one or more"
    case .any: "any number"
    }
  }
}
