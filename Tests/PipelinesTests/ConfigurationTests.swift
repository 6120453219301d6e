import Pipelines
import Testing

struct ConfigurationTests {
  /// Returns the resolved configuration of a numbers stage.
  private func resolved(_ options: String, _ settings: String...) throws -> ConfigurationValue {
    let yaml = "stages:\n  a: {kind: numbers\(options.isEmpty ? "" : ", ")\(options)}"
    let pipeline = try Pipeline(
      yaml: yaml, file: "toy.yaml", settings: settings, kinds: Workbench().kinds())
    return pipeline.stages[0].configuration
  }

  @Test func fileThatSaysNothingGivesTheStandard() throws {
    #expect(
      try resolved("").canonicalText
        == #"{"count":3,"label":"plain","largest":1,"limit":null,"loud":false,"#
        + #""order":"ascending","pieces":[],"range":{"high":10,"low":0},"scale":1.0,"weights":[]}"#)
  }

  @Test(
    arguments: [
      ("count: 010", "count", ConfigurationValue.integer(10)),
      ("label: off", "label", .string("off")),
      ("label: 010", "label", .string("010")),
      ("label: ~", "label", .string("~")),
      ("label: 1e3", "label", .string("1e3")),
      ("loud: off", "loud", .boolean(false)),
      ("loud: Yes", "loud", .boolean(true)),
      ("scale: 2", "scale", .real(2)),
      ("scale: 1e-5", "scale", .real(1e-5)),
      ("scale: '0.5'", "scale", .real(0.5)),
      ("order: descending", "order", .string("descending")),
      ("limit: 4", "limit", .integer(4)),
      ("limit: ~", "limit", .null),
      ("largest: 18446744073709551615", "largest", .integer(Int128(UInt64.max))),
      ("weights: [1, 0.5]", "weights", .array([.real(1), .real(0.5)])),
      (
        "pieces: [{low: 1, high: 2}]", "pieces",
        .array([.object(["low": .integer(1), "high": .integer(2)])])
      ),
      ("range: {high: 7}", "range", .object(["low": .integer(0), "high": .integer(7)])),
    ])
  func typeOfTheStandardDecides(
    options: String, key: String, value: ConfigurationValue
  ) throws {
    #expect(try resolved(options)[key] == value)
  }

  @Test(
    arguments: [
      ("a.count=5", "count", ConfigurationValue.integer(5)),
      ("a.label=C: \\models #1", "label", .string("C: \\models #1")),
      ("a.label=x=y", "label", .string("x=y")),
      ("a.label=", "label", .string("")),
      ("a.label=\"[quoted]\"", "label", .string("[quoted]")),
      ("a.weights=[1, 2]", "weights", .array([.real(1), .real(2)])),
      ("a.weights=[]", "weights", .array([])),
      ("a.range.low=3", "range", .object(["low": .integer(3), "high": .integer(5)])),
      ("a.range={high: 1}", "range", .object(["low": .integer(2), "high": .integer(1)])),
    ])
  func settingOverlaysTheFile(
    setting: String, key: String, value: ConfigurationValue
  ) throws {
    #expect(try resolved("count: 4, range: {low: 2, high: 5}", setting)[key] == value)
  }

  @Test func lastSettingWins() throws {
    #expect(try resolved("", "a.count=1", "a.count=2")["count"] == .integer(2))
  }

  @Test func narrowRealsKeepTheirShortestDecimal() throws {
    struct Narrow: Codable { var rate: Float = 0.1 }
    #expect(try ConfigurationValue(encoding: Narrow()).canonicalText == #"{"rate":0.1}"#)
  }

  @Test func canonicalTextSortsKeysAndKeepsWholeNumbersApart() {
    let value = ConfigurationValue.object([
      "b": .array([.integer(1), .real(1), .null]), "a": .string("\"\\\n\u{1}é"),
    ])
    #expect(value.canonicalText == #"{"a":"\"\\\n\u0001é","b":[1,1.0,null]}"#)
  }
}
