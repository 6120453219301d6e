/// The pairs of ratings within items, as whole numbers, from which alpha is computed.
struct Coincidences: Equatable, Sendable {
  /// The ordered pairs of ratings within the items of one number of ratings.
  fileprivate struct Group: Equatable, Sendable {
    let raters: Int
    var counts: [Int]  // [categories · categories]
  }

  /// The items with two or more ratings.
  let rows: [[Int]]  // [items, categories]
  /// How often each category was chosen, `n_c`.
  let totals: [Int]  // [categories]
  /// The ordered pairs of ratings by the number of ratings of their item, smallest first.
  private let groups: [Group]

  init(_ ratings: [[Int]]) {
    let categories = ratings.first?.count ?? 0
    let nothing = [Int](repeating: 0, count: categories * categories)
    var rows: [[Int]] = []
    var totals = [Int](repeating: 0, count: categories)
    var groups: [Int: Group] = [:]
    for row in ratings {
      let raters = row.reduce(0, +)
      guard raters > 1 else { continue }
      rows.append(row)
      for category in row.indices { totals[category] += row[category] }
      groups[raters, default: Group(raters: raters, counts: nothing)].add(row)
    }
    self.rows = rows
    self.totals = totals
    self.groups = groups.values.sorted { $0.raters < $1.raters }
  }

  /// The number of ratings that can be paired, n.
  var total: Int { totals.reduce(0, +) }

  /// Returns `Σ_m 1/(m − 1) Σ_ck pairs_ck d_ck` for a number per pair of categories.
  ///
  /// The inner sum is over whole numbers, so with whole numbers d no order of items or categories
  /// changes a bit.
  func sum(_ values: [[Double]]) -> Double {
    groups.reduce(0) { sum, group in
      let inner = zip(group.counts, values.joined()).reduce(0) { $0 + Double($1.0) * $1.1 }
      return sum + inner / Double(group.raters - 1)
    }
  }
}

extension Coincidences.Group {
  /// Adds the ordered pairs of ratings of one item, of which a rating makes none with itself.
  fileprivate mutating func add(_ row: [Int]) {
    for first in row.indices where row[first] > 0 {
      for second in row.indices {
        let others = row[second] - (first == second ? 1 : 0)
        counts[first * row.count + second] += row[first] * others
      }
    }
  }
}
