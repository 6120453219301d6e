import Labels
import Objectives
import Testing

struct PreferenceMarginTests {
  /// Llama 2, Table 27, from negligibly to significantly better.
  static let table: [(PreferenceMargin, [Double])] = [
    (.none, [0, 0, 0, 0]),
    (.small, [0, 1.0 / 3, 2.0 / 3, 1]),
    (.large, [0, 1, 2, 3]),
  ]

  @Test(arguments: table)
  func marginsEqualTable27(margin: PreferenceMargin, expected: [Double]) {
    #expect(PreferenceStrength.allCases.map(margin.value) == expected)
  }

  @Test func missingStrengthIsAnErrorWhileAMarginIsOn() throws {
    #expect(throws: ObjectivesError.missingStrength(row: 1)) {
      try PreferenceMargin.small.values(for: [.better, nil])
    }
    let off = try PreferenceMargin.none.values(for: [.better, nil])
    #expect(off.values == [0, 0] && off.missing == 1 && off.byStrength == 0)
  }

  @Test func missingStrengthCanBeCountedAsZero() throws {
    let margins = try PreferenceMargin.large.values(
      for: [.significantly, nil, .slightly], missing: .countAsZero)
    #expect(margins.values == [3, 0, 1] && margins.missing == 1 && margins.byStrength == 2)
  }

  /// Each option beside each row: a strength, a margin, both, neither.
  @Test(arguments: [
    (PreferenceMargin.none, [0, 0, 0, 0], [0, 0, 1, 2]),
    (.small, [2.0 / 3, 0.5, 4, 0], [2, 1, 1, 0]), (.large, [2, 0.5, 4, 0], [2, 1, 1, 0]),
  ])
  func everyOptionActsOnEveryRowOrCountsIt(
    margin: PreferenceMargin, values: [Float], counts: [Int]
  ) throws {
    let margins = try margin.values(
      for: [.better, nil, .significantly, nil], own: [nil, 0.5, 4, nil], missing: .countAsZero)
    #expect(margins.values == values)
    #expect([margins.own, margins.byStrength, margins.missing, margins.unused] == counts)
  }

  @Test func rowsOwnMarginStandsInForItsStrength() throws {
    #expect(try PreferenceMargin.small.values(for: [nil], own: [2]).values == [2])
    #expect(throws: ObjectivesError.missingStrength(row: 1)) {
      try PreferenceMargin.small.values(for: [nil, nil], own: [2, nil])
    }
  }

  @Test func errorSaysWhereAndWhatToDo() {
    let sentence = ObjectivesError.missingStrength(row: 7).description
    #expect(sentence.contains("Pair 7"))
    #expect(sentence.contains("set the margin to 'none'"))
  }
}
