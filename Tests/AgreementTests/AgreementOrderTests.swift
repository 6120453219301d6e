import Agreement
import Randomness
import Testing

/// Neither the order of items nor that of raters changes a bit.
struct AgreementOrderTests {
  /// Items by four raters with gaps, on five categories.
  static let rows: [[Int?]] = {
    var random = Random(3, stream: "agreement-order")
    return (0..<97).map { _ in
      let truth = random.below(5)
      return (0..<4).map { _ in
        random.chance(0.2) ? nil : random.chance(0.6) ? truth : random.below(5)
      }
    }
  }()

  @Test(arguments: 0..<8)
  func itemsInAnotherOrderGiveTheSameBits(seed: Int) {
    var random = Random(UInt64(seed), stream: "agreement-shuffle")
    let scale = [1.0, 2, 4, 7, 11]
    let table = RatingTable(scale: scale, ratings: Self.rows)
    let shuffled = RatingTable(scale: scale, ratings: random.permuted(Self.rows))
    #expect(table == shuffled)
    #expect(
      AgreementEdgeTests.coefficients(of: table) == AgreementEdgeTests.coefficients(of: shuffled))
    #expect(FleissKappa(of: table) == FleissKappa(of: shuffled))
    for metric in DisagreementMetric.allCases {
      #expect(
        KrippendorffAlpha(of: table, metric: metric)
          == KrippendorffAlpha(of: shuffled, metric: metric))
    }
  }

  @Test func ratersInAnotherOrderGiveTheSameBits() {
    let scale = [1.0, 2, 4, 7, 11]
    let turned = RatingTable(scale: scale, ratings: Self.rows.map { $0.reversed() })
    #expect(
      AgreementEdgeTests.coefficients(of: RatingTable(scale: scale, ratings: Self.rows))
        == AgreementEdgeTests.coefficients(of: turned))
  }

  @Test func namedRatingsInAnyOrderGiveTheSameTable() {
    let ratings = Self.rows.enumerated().flatMap { item, row in
      row.enumerated().compactMap { rater, category in
        category.map { IdentifiedRating(item: "i\(item)", rater: "r\(rater)", category: $0) }
      }
    }
    let scale = [1.0, 2, 3, 4, 5]
    let table = RatingTable(scale: scale, ratings: ratings)
    #expect(table == RatingTable(scale: scale, ratings: ratings.reversed()))
    let rated = Self.rows.filter { $0.contains { $0 != nil } }
    #expect(table == RatingTable(scale: scale, ratings: rated))
  }

  @Test func secondRatingByOnePersonReplacesTheFirst() {
    let first = IdentifiedRating(item: "a", rater: "x", category: 0)
    let second = IdentifiedRating(item: "a", rater: "x", category: 1)
    let table = RatingTable(scale: [0, 1], ratings: [first, second])
    #expect(table.items.map(\.ratings) == [[1]])
  }
}
