import Testing

@testable import Pipelines

struct CanonicalReaderTests {
  @Test(
    arguments: [
      "null", "true", "-3", "18446744073709551615", "1.0", "3e-05", "1e+20", "\"\"",
      "\"\\\"\\\\\\n\\u0001é\"", "[]", "{}", #"{"a":[1,1.0,{"b":null}],"c":{"d":[[]]}}"#,
    ])
  func canonicalTextIsReadBack(text: String) throws {
    #expect(try #require(ConfigurationValue(canonicalText: text)).canonicalText == text)
  }

  @Test(
    arguments: [
      "", "{", "[1", "[1,]", "1 ", " 1", #"{"b":1,"a":2}"#, #"{"a":1,"a":1}"#, #"{"a" :1}"#, "01",
      "nul", "\"\\q\"", "\"a", "{}{}", "1.50",
    ])
  func anyOtherTextIsRefused(text: String) {
    #expect(ConfigurationValue(canonicalText: text) == nil)
  }

  @Test func wholeNumbersAndRealsStayApart() {
    #expect(ConfigurationValue(canonicalText: "1") == .integer(1))
    #expect(ConfigurationValue(canonicalText: "1.0") == .real(1))
  }

  @Test func fieldsAreSingleValuesUnderTheirPaths() throws {
    let text = #"{"a":{"b":1,"c":[1,2]},"d":[{"e":true},{"e":null}],"f":{},"g":[]}"#
    let fields = try #require(ConfigurationValue(canonicalText: text)).fields
    #expect(
      fields.mapValues(\.canonicalText) == [
        "a.b": "1", "a.c": "[1,2]", "d[0].e": "true", "d[1].e": "null", "f": "{}", "g": "[]",
      ])
  }
}
