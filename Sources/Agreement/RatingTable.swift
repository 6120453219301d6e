package import Objectives

/// Ratings of items by several raters on one scale, some of them missing.
///
/// Items are kept in an order that only the ratings decide, so that a statistic of a table has the
/// same bits however its items were listed.
package struct RatingTable: Equatable, Sendable {
  /// The ratings of one item.
  package struct Item: Hashable, Sendable {
    /// The category that each rater chose, nothing where the rating is missing.
    package let ratings: [Int?]  // [raters]
    /// The number of raters that chose each category.
    package let counts: [Int]  // [categories]
    /// The number of ratings.
    package let total: Int
  }

  /// The number that each category stands for, read by interval and ratio metrics.
  package let scale: [Double]  // [categories]
  /// The number of raters.
  package let raters: Int
  /// The items with their ratings.
  package let items: [Item]

  /// The number of categories of the scale, used or not.
  package var categories: Int { scale.count }

  /// Creates a table from rows of categories, which are indices into the scale.
  ///
  /// - Parameter ratings: for each item the category by each rater, nothing where missing.
  package init(scale: [Double], ratings: [[Int?]]) {
    let raters = ratings.first?.count ?? 0
    precondition(
      ratings.allSatisfy { $0.count == raters }, "every item needs a place for \(raters) raters")
    let items = ratings.map { Item(ratings: $0, categories: scale.count) }
    self.init(scale: scale, raters: raters, items: items.sorted { $0.precedes($1) })
  }

  private init(scale: [Double], raters: Int, items: [Item]) {
    self.scale = scale
    self.raters = raters
    self.items = items
  }

  /// The number of ratings of each category per item.
  var counts: [[Int]] { items.map(\.counts) }  // [items, categories]

  /// Returns the 95 % interval of a coefficient by the bootstrap over items.
  ///
  /// Items are drawn, never single ratings, since the ratings of one item depend on one another.
  /// Resamples without a coefficient are left out.
  package func bootstrap(
    resamples: Int = 1000, using generator: inout some RandomNumberGenerator,
    coefficient: (RatingTable) -> Double?
  ) -> Interval? {
    // Places instead of items, which are cheaper to draw.
    BootstrapInterval.interval(of: Array(items.indices), resamples: resamples, using: &generator) {
      coefficient(RatingTable(scale: scale, raters: raters, items: $0.map { items[$0] }))
    }
  }
}

extension RatingTable.Item {
  fileprivate init(ratings: [Int?], categories: Int) {
    self.ratings = ratings
    var counts = [Int](repeating: 0, count: categories)
    for case let category? in ratings {
      precondition(
        counts.indices.contains(category), "category \(category) on a scale of \(categories)")
      counts[category] += 1
    }
    self.counts = counts
    total = counts.reduce(0, +)
  }

  /// Orders by the counts first, which do not depend on the order of the raters.
  fileprivate func precedes(_ other: Self) -> Bool {
    guard counts == other.counts else { return counts.lexicographicallyPrecedes(other.counts) }
    return ratings.lexicographicallyPrecedes(other.ratings) { ($0 ?? -1) < ($1 ?? -1) }
  }
}
