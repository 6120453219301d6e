import Foundation
import Testing

@testable import Pipelines

/// Every option has a range, and what has no effect is refused.
struct OptionRuleTests {
  private func sentence(_ options: String, _ more: String = "") -> String {
    let yaml = """
      stages:
        gauge:
          kind: gauge
          scale: 2
          \(options)
      \(more)
      """
    do {
      _ = try Pipeline(
        yaml: yaml, file: "toy.yaml", kinds: StageKinds([GaugeStage(), NumbersStage()]))
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [
    ("count: 0", "gauge.count must be a whole number from 1 to 64, but it is '0'."),
    (
      "count: 9223372036854775807",
      "gauge.count must be a whole number from 1 to 64, but it is '9223372036854775807'."
    ),
    ("count: 1e3", "gauge.count must be a whole number from 1 to 64, but it is '1e3'."),
    (
      "part: {share: 1}",
      "gauge.part.share must be a number of at least 0 and below 1, but it is '1.0'."
    ),
    (
      "part: {share: nan}",
      "gauge.part.share must be a number of at least 0 and below 1, but it is 'nan'."
    ),
    ("threshold: 0", "gauge.threshold must be a number above 0 and below 1, but it is '0.0'."),
    ("narrow: 1e39", "gauge.narrow must be a number from -10 to 10, but it is '1e39'."),
    ("heats: [1, -0.5]", "gauge.heats[1] must be a number from 0 to 10, but it is '-0.5'."),
    ("heats: [1, inf]", "gauge.heats[1] must be a number from 0 to 10, but it is 'inf'."),
  ])
  func anOptionOutsideItsRangeIsNamedWithIt(options: String, expected: String) {
    #expect(sentence(options) == "toy.yaml:5: " + expected)
  }

  @Test(arguments: ["count: 64", "part: {share: 0}", "narrow: -10", "heats: []", "limit: ~"])
  func anOptionAtTheEndOfItsRangeIsAccepted(options: String) {
    #expect(sentence(options) == "no error")
  }

  @Test func anOptionWithoutEffectIsRefusedWhereItWasChosen() {
    #expect(
      sentence("{quiet: true, label: x}".dropBraces)
        == "toy.yaml:6: gauge.label has no effect with quiet: true; remove it.")
    #expect(
      sentence("part: {depth: 4}") == "toy.yaml:5: gauge.part.depth has no effect without numbers; "
        + "remove it.")
    #expect(sentence("{quiet: true, label: plain}".dropBraces) == "no error")
    #expect(
      sentence("{numbers: n.numbers, part: {depth: 4}}".dropBraces, "  n: {kind: numbers}")
        == "no error")
  }

  @Test func optionsThatContradictTheInputsAreRefused() {
    #expect(
      sentence("numbers: n.numbers\n    label: none", "  n: {kind: numbers}")
        == "toy.yaml:2: gauge: label none goes without numbers")
  }
}

extension String {
  /// A flow mapping of two keys as two lines of the block that the tests write.
  fileprivate var dropBraces: String {
    let inside = dropFirst().dropLast()
    guard let comma = inside.firstIndex(of: ",") else { return String(inside) }
    return inside[..<comma] + "\n    " + inside[inside.index(comma, offsetBy: 2)...]
  }
}

/// A stage whose options have rules of every kind.
private struct GaugeStage: Stage {
  struct Part: Codable, Sendable {
    var share = 0.5
    var depth = 2

    static let rules: [OptionRule<Part>] = [
      .number("share", .real(0..<1), "A share."),
      .count("depth", 1...9, "levels", "A depth.").idle("without numbers") {
        $1["numbers"] == nil
      },
    ]
  }

  struct Configuration: StageConfiguration {
    var count = 3
    var scale = 1.0
    var narrow: Float = 1
    var threshold = 0.5
    var limit: Int?
    var label = "plain"
    var quiet = false
    var heats: [Double] = [1]
    var part = Part()
    static let standard = Configuration()

    static var rules: [OptionRule<Self>] {
      let own: [OptionRule<Self>] = [
        .count("count", 1...64, "pieces", "A count."), .number("scale", 0...10, "A scale."),
        .number("narrow", -10...10, "A narrow number."),
        .number("threshold", .between(0, 1), "A threshold."),
        .limit("limit", "pieces", "A limit."), .number("heats", 0...10, "Heats."),
        .text("label", "A label.").idle("with quiet: true") { options, _ in options.quiet },
      ]
      return own + Part.rules.inside("part", \.part)
    }

    func validate(inputs: [String: Int]) throws {
      if label == "none", inputs["numbers"] != nil {
        throw ToyError(description: "label none goes without numbers")
      }
    }
  }

  var description: StageDescription {
    StageDescription(
      kind: "gauge", version: 1, summary: "Gauges.",
      inputs: [InputSlot("numbers", kind: "numbers", "Input.", .optional)],
      outputs: [OutputSlot("out", kind: "x", "Output.")])
  }

  func run(_ configuration: Configuration, in context: StageContext) throws {}
}
