import Files
import Foundation
import Testing

@testable import Corpora

/// Rows of JSON are read in one pass, whatever they hold.
struct JSONReaderTests {
  private func object(_ text: String) throws -> [String: FieldValue] {
    try Array(text.utf8).withUnsafeBytes { bytes in
      var reader = JSONReader(bytes, 0..<bytes.count)
      return try reader.object()
    }
  }

  private func reason(_ text: String) -> String? {
    do {
      _ = try object(text)
      return nil
    } catch {
      return (error as? JSONReader.Fault)?.reason
    }
  }

  @Test func everyKindOfValueIsRead() throws {
    let text = """
      { "a" : "x\\n\\"\\u00e9\\ud83d\\ude00\\/" , "b":[1, -0.5e-3 ,0],"c":{"d":null,"e":true},
      "f":false,"":"é😀" }
      """
    #expect(
      try object(text) == [
        "a": .text("x\n\"é😀/"), "b": .list([.number(1), .number(-0.0005), .number(0)]),
        "c": .object(["d": .none, "e": .flag(true)]), "f": .flag(false), "": .text("é😀"),
      ])
    #expect(try object("{}").isEmpty)
  }

  @Test(arguments: [
    ("[1]", "it does not begin with '{'"), ("", "it ends too early"),
    ("{\"a\":", "it ends too early"),
    ("{\"a\":\"b", "it ends too early"), ("{\"a\":\"\\u12", "it ends too early"),
    ("{a:1}", "a key in quotes is missing"), ("{\"a\" 1}", "':' is missing after a key"),
    ("{\"a\":1,}", "a key in quotes is missing"), ("{\"a\":[1 2]}", "',' or ']' is missing"),
    ("{\"a\":1 \"b\":2}", "',' or '}' is missing"), ("{\"a\":01}", "a number begins with 0"),
    ("{\"a\":1.}", "a number ends with '.'"), ("{\"a\":1e}", "an exponent is missing"),
    ("{\"a\":NaN}", "a value is missing"), ("{\"a\":-Infinity}", "a value is missing"),
    ("{\"a\":tru}", "a value is missing"), ("{\"a\":1e999}", "a number is too large"),
    ("{\"a\":\"\\x\"}", "an escape is none of JSON's"),
    ("{\"a\":\"\\ud800\"}", "half of a surrogate pair is missing"),
    ("{\"a\":\"\\udc00\\ud800\"}", "half of a surrogate pair is missing"),
    ("{\"a\":\"\u{1}\"}", "a control character stands in a text; escape it"),
    ("{\"a\":\(String(repeating: "7", count: 1_001))}", "a number has more than 1000 digits"),
  ])
  func whatIsNoJSONIsSaid(text: String, expected: String) {
    #expect(reason(text) == expected)
  }

  @Test func theDepthIsBounded() throws {
    func nested(_ depth: Int) -> String {
      "{\"a\":" + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}"
    }
    #expect(reason(nested(63)) == nil)
    #expect(reason(nested(64)) == "it is nested more than 64 levels deep")
    #expect(reason(nested(1_000_000)) == "it is nested more than 64 levels deep")
  }

  @Test(arguments: ["lists", "keys", "escapes", "letters"])
  func fourMegabytesTakeATimeThatGrowsWithThem(what: String) throws {
    let value =
      switch what {
      case "lists": "[" + String(repeating: "[[[[]]]],", count: 450_000) + "1]"
      case "keys": "{" + (0..<300_000).map { "\"\($0)\":\($0)" }.joined(separator: ",") + "}"
      case "escapes": "\"" + String(repeating: "\\u00e9", count: 600_000) + "\""
      default: "\"" + String(repeating: "é", count: 2_000_000) + "\""
      }
    let text = "{\"a\":\(value)}"
    let seconds = try ContinuousClock().measure { _ = try object(text) }
    #expect(seconds < .seconds(10), "\(seconds)")
  }

  /// Foundation reads whatever is read here. It also takes a comma before a closing brace and marks
  /// within numbers, which are not JSON.
  @Test func whatIsReadIsReadByFoundationToo() {
    let parts = [
      "{", "}", "[", "]", ",", ":", "\"a\"", "\"\\n\"", "1", "2.5e3", "true", "null", " ",
    ]
    var state: UInt64 = 7
    var agreed = (valid: 0, wrong: 0)
    for _ in 0..<20_000 {
      var text = "{\"k\":"
      state = state &* 6_364_136_223_846_793_005 &+ 1
      for digit in 0..<(1 + state >> 61) {
        text += parts[Int((state >> (4 * digit)) % UInt64(parts.count))]
      }
      text += "}"
      let isValid = (try? JSONDecoder().decode(Anything.self, from: Data(text.utf8))) != nil
      let isWhole = isWhole(text)
      #expect(isValid || !isWhole, "\(text)")
      if isWhole { agreed.valid += 1 } else if !isValid { agreed.wrong += 1 }
    }
    #expect(agreed.valid > 100 && agreed.wrong > 1_000)
  }

  private func isWhole(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBytes { bytes in
      var reader = JSONReader(bytes, 0..<bytes.count)
      return (try? reader.object()) != nil && reader.next == nil
    }
  }

  private struct Anything: Decodable {
    init(from decoder: any Decoder) throws { _ = try decoder.container(keyedBy: Key.self) }
    enum Key: CodingKey { case k }
  }
}
