/// One rating of an item by a person, both known by opaque names.
package struct IdentifiedRating: Equatable, Sendable {
  /// The name of the item.
  package let item: String
  /// The name of the rater.
  package let rater: String
  /// The category, an index into the scale.
  package let category: Int

  /// Creates a rating.
  package init(item: String, rater: String, category: Int) {
    self.item = item
    self.rater = rater
    self.category = category
  }
}

extension RatingTable {
  /// Creates a table from single ratings in any order; a second rating by one person replaces
  /// the first.
  package init(scale: [Double], ratings: [IdentifiedRating]) {
    // Compared as bytes: two names that look alike are two names.
    let columns = Self.places(of: ratings.map(\.rater))
    let rows = Self.places(of: ratings.map(\.item))
    var table = [[Int?]](
      repeating: [Int?](repeating: nil, count: columns.count), count: rows.count)
    for rating in ratings {
      guard let row = rows[Array(rating.item.utf8)], let column = columns[Array(rating.rater.utf8)]
      else { continue }
      table[row][column] = rating.category
    }
    self.init(scale: scale, ratings: table)
  }

  private static func places(of names: [String]) -> [[UInt8]: Int] {
    let sorted = Set(names.map { Array($0.utf8) }).sorted { $0.lexicographicallyPrecedes($1) }
    return Dictionary(uniqueKeysWithValues: zip(sorted, 0...))
  }
}
