import Testing

@testable import Charts

struct NumberTextTests {
  @Test(arguments: [
    (0.0, "0"), (1, "1"), (0.71249, "0.712"), (0.0123456, "0.0123"), (-2.5, "−2.50"),
    (1234, "1234"), (12_345, "12\u{202F}345"), (1_234_567, "1\u{202F}234\u{202F}567"),
    (0.0000031, "3.1e−6"), (5e12, "5e12"), (.nan, "not a number"), (-.infinity, "−∞"),
  ])
  func shortNumbersReadWell(value: Double, words: String) {
    #expect(NumberText.short(value) == words)
  }

  @Test func fixedNumbersKeepTheirDecimals() {
    #expect(NumberText.fixed(0.7, digits: 3) == "0.700")
    #expect(NumberText.fixed(-0.0001, digits: 2) == "0.00")
    #expect(NumberText.fixed(-12_345.678, digits: 1) == "−12\u{202F}345.7")
  }

  @Test(arguments: [(0.0, "0"), (12.34, "12.3"), (-0.26, "-0.3"), (7.999, "8"), (-0.01, "0")])
  func coordinatesHaveOneDecimalAtMost(value: Double, words: String) {
    #expect(NumberText.coordinate(value) == words)
  }
}
