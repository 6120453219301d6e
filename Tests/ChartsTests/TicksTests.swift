import Testing

@testable import Charts

struct TicksTests {
  @Test func ticksAreRoundNumbersInsideTheRange() {
    #expect(Ticks.labels(Ticks.linear(0...1)) == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(Ticks.linear(-0.3...9.7) == [0, 2, 4, 6, 8])
    #expect(Ticks.linear(100...1_900) == [500, 1_000, 1_500])
  }

  @Test(arguments: [1e-9, 3e-4, 0.7, 1, 12, 9_999, 4e7])
  func everyRangeHasAFewTicks(span: Double) {
    let ticks = Ticks.linear(span...(2 * span))
    #expect((3...11).contains(ticks.count))
    #expect(ticks.allSatisfy { $0 >= span * 0.999 && $0 <= 2 * span * 1.001 })
  }

  @Test func logarithmicTicksArePowersOfTenWithTheirDoubleAndFivefold() {
    #expect(Ticks.logarithmic(1...100) == [1, 2, 5, 10, 20, 50, 100])
    #expect(Ticks.logarithmic(1...100_000).count == 6)
  }

  @Test func anEmptyRangeHasOneTick() {
    #expect(Ticks.linear(3...3) == [3])
  }

  @Test func labelsOfSmallStepsKeepTheirDecimals() {
    #expect(Ticks.labels([0, 0.02, 0.04]) == ["0.00", "0.02", "0.04"])
  }
}
