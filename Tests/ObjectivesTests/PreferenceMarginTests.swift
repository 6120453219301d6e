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
    #expect(off == PairMargins(values: [0, 0], missing: 1))
  }

  @Test func missingStrengthCanBeCountedAsZero() throws {
    let margins = try PreferenceMargin.large.values(
      for: [.significantly, nil, .slightly], missing: .countAsZero)
    #expect(margins == PairMargins(values: [3, 0, 1], missing: 1))
  }

  @Test func errorSaysWhereAndWhatToDo() {
    let sentence = ObjectivesError.missingStrength(row: 7).description
    #expect(sentence.contains("Pair 7"))
    #expect(sentence.contains("set the margin to 'none'"))
  }
}
