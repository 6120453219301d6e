import Foundation
import TensorTestSupport
import Testing

@testable import Pipelines
@testable import Stages

/// The JSON Schema of pipeline files accepts what the program accepts, and names what it refuses.
struct PipelineSchemaTests {
  private static let kinds = StageCatalog.kinds(backend: ReferenceBackend())
  private static let check = SchemaCheck(PipelineSchema(kinds.reference).schema)

  private func faults(_ stages: String) throws -> [String] {
    Self.check.faults(in: try ConfigurationValue(yaml: "stages:\n" + stages))
  }

  @Test(arguments: ["quickstart", "real", "people"])
  func thePipelinesThatComeWithTheProgramFit(name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "pipelines/\(name).yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains("# yaml-language-server: $schema=pipeline.schema.json\n"))
    #expect(Self.check.faults(in: try ConfigurationValue(yaml: text)) == [])
  }

  @Test(arguments: kinds.names) func everyStandardFits(kind: String) throws {
    let reference = try #require(Self.kinds[kind]).reference
    let given =
      ["kind": ConfigurationValue.string(kind)]
      .merging(reference.inputs.map { ($0.name, .string("a.b")) }) { first, _ in first }
      .merging(reference.required) { first, _ in first }
    let pipeline = ConfigurationValue.object([
      "name": "x", "seed": .integer(Int128(UInt64.max)), "stages": .object(["a": .object(given)]),
    ])
    #expect(Self.check.faults(in: pipeline) == [])
  }

  @Test(arguments: [
    ("  a: {kind: padock}", ["/stages/a/kind: enum"]),
    ("  a: {}", ["/stages/a: lacks kind"]),
    ("  1a: {kind: paddock}", ["/stages/1a: pattern"]),
    ("  a: {kind: paddock, documents: 0}", ["/stages/a/documents: minimum"]),
    ("  a: {kind: paddock, documents: many}", ["/stages/a/documents: type"]),
    ("  a: {kind: paddock, docments: 3}", ["/stages/a/docments: not allowed"]),
    ("  a: {kind: import-model}", ["/stages/a: lacks path"]),
    (
      "  a: {kind: sft, demonstrations: b.rows, optimizer: {lr: 1}}",
      ["/stages/a/optimizer/lr: not allowed", "/stages/a: lacks model"]
    ),
    (
      "  a: {kind: sft, model: b, demonstrations: [], heldOut: 1}",
      [
        "/stages/a/demonstrations: none of anyOf", "/stages/a/heldOut: exclusiveMaximum",
        "/stages/a/model: pattern",
      ]
    ),
    (
      "  a: {kind: collect, annotator: nobody, needed: 1.5}",
      ["/stages/a/annotator: enum", "/stages/a/needed: type"]
    ),
    (
      "  a: {kind: import-dialogues, paths: [x], instructions: [{type: t, rule: near}]}",
      [
        "/stages/a/instructions[0]/rule: enum", "/stages/a/instructions[0]: lacks phrase",
        "/stages/a/instructions[0]: lacks terse", "/stages/a/instructions[0]: lacks text",
      ]
    ),
  ])
  func whatIsWrongIsNamed(stages: String, expected: [String]) throws {
    #expect(try faults(stages) == expected)
  }
}

extension KindReference {
  /// Values for the options that must be given.
  fileprivate var required: [(String, ConfigurationValue)] {
    options.filter(\.isRequired).map { ($0.name, $0.isList ? ["x"] : "x") }
  }
}
