import Artifacts
import Foundation
import TensorTestSupport
import Testing

@testable import Pipelines
@testable import Stages

/// Every option, input, output and metric of every stage is documented, once.
struct StageReferenceTests {
  private static let kinds = StageCatalog.kinds(backend: ReferenceBackend())
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test(arguments: kinds.names)
  func everyOptionHasADocumentedRuleThatFits(kind: String) throws {
    #expect(try #require(Self.kinds[kind]).undocumented() == [])
  }

  @Test func anOptionWithoutARuleOrWithAnotherTypeIsFound() throws {
    #expect(
      try SloppyStage().undocumented() == [
        "count: no rule", "flag: the rule is of another type", "gone: no option",
        "shape: the default is none of the values", "word: 'No period' is no sentence",
      ])
  }

  @Test(arguments: kinds.names)
  func everyInputOutputAndMetricHasASentence(kind: String) throws {
    let reference = try #require(Self.kinds[kind]).reference
    let sentences =
      [reference.summary] + reference.inputs.map(\.sentence) + reference.outputs.map(\.sentence)
      + reference.metrics.map(\.sentence)
    for sentence in sentences { #expect(sentence.isSentence, "\(sentence)") }
  }

  /// `LLAMERO_RECORD=1 swift test -c release --filter StageReferenceTests` writes them anew.
  @Test func thePageAndTheSchemaAreThoseOfTheStages() throws {
    let reference = Self.kinds.reference
    try Self.expect(
      ReferencePage(reference).text, in: "Sources/llamero/llamero.docc/Stages.md")
    try Self.expect(try PipelineSchema(reference).text(), in: "pipelines/pipeline.schema.json")
  }

  private static func expect(_ text: String, in path: String) throws {
    let file = root.appending(path: path)
    if ProcessInfo.processInfo.environment["LLAMERO_RECORD"] != nil {
      try Data(text.utf8).write(to: file)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text, "\(path)")
  }
}

extension String {
  /// Whether this reads as one or two sentences of documentation.
  fileprivate var isSentence: Bool {
    (8...240).contains(count) && hasSuffix(".") && !contains("\n") && !contains("  ")
  }
}

extension Stage {
  /// Returns what is wrong between the options of the stage and their rules, sorted.
  fileprivate func undocumented() throws -> [String] {
    var faults: [String] = []
    let fields = try ConfigurationValue(encoding: Configuration.standard).fields
    let options = Dictionary(
      fields.map { ($0.key.replacing(/\[\d+\]/, with: "[]"), $0.value) },
      uniquingKeysWith: { first, _ in first })
    let rules = Dictionary(grouping: Configuration.rules, by: \.key)
    for option in options.keys where rules[option] == nil { faults.append("\(option): no rule") }
    for (key, rules) in rules {
      guard let value = options[key] else {
        faults.append("\(key): no option")
        continue
      }
      if rules.count > 1 { faults.append("\(key): \(rules.count) rules") }
      for rule in rules {
        if !rule.sentence.isSentence { faults.append("\(key): '\(rule.sentence)' is no sentence") }
        if let fault = rule.type.fault(of: value) { faults.append("\(key): \(fault)") }
      }
    }
    return faults.sorted()
  }
}

extension OptionType {
  /// Returns what keeps a default from being of the type.
  fileprivate func fault(of value: ConfigurationValue) -> String? {
    switch (self, value) {
    case (_, .array(let elements)): elements.lazy.compactMap(fault).first
    case (.number, .integer), (.number, .real), (.boolean, .boolean), (.text, .string): nil
    case (.choice(let values), .string(let text)):
      values.contains(text) ? nil : "the default is none of the values"
    default: "the rule is of another type"
    }
  }
}

/// A stage with one fault of each kind.
private struct SloppyStage: Stage {
  enum Shape: String, CaseIterable { case round, square }

  struct Configuration: StageConfiguration {
    var count = 1
    var flag = false
    var shape = "oval"
    var word = "x"
    static let standard = Configuration()
    static let rules: [OptionRule<Self>] = [
      .text("flag", "A flag that is none."), .text("gone", "An option that is gone."),
      .choice("shape", Shape.self, "A shape."), .text("word", "No period"),
    ]
  }

  var description: StageDescription {
    StageDescription(
      kind: "sloppy", version: 1, summary: "Is sloppy.",
      outputs: [OutputSlot("out", kind: "x", "Output.")])
  }

  func run(_ configuration: Configuration, in context: StageContext) throws {}
}
