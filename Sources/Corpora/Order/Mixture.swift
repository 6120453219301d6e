import Randomness

/// Sets of rows mixed by proportion (recipe §6.3), as row indices in a random order.
package struct Mixture: Hashable, Sendable {
  /// One row of the mixture: which set, and which row of it.
  package struct Item: Codable, Hashable, Sendable {
    /// The set's index.
    package var set: Int
    /// The row's index in its set.
    package var row: Int
  }

  /// The rows of the mixture in their order.
  package let items: [Item]
  /// How many rows each set gives.
  package let taken: [Int]

  /// What happens when the sets do not hold enough rows for the shares.
  package enum Shortage: String, Codable, CaseIterable, Sendable {
    /// No row occurs twice: the mixture is as large as the scarcest set allows.
    case limit
    /// All of the first set is used: rows of the others occur again where they must.
    case repeatRows
  }

  /// Mixes sets of the given sizes in the given proportions.
  package init(
    sizes: [Int], shares: [Double], shortage: Shortage = .limit, seed: UInt64
  ) throws {
    let parts = try Self.checked(sizes, shares)
    let totals = parts.filter { $0.share > 0 }.map { Double($0.size) / $0.share }
    let first = shares[0] > 0 ? totals[0] : totals.max() ?? 0
    let total = shortage == .limit ? totals.min() ?? 0 : first
    taken = parts.map { Int((total * $0.share).rounded()) }
    var random = Random(seed, stream: "mixture")
    var items: [Item] = []
    for (set, part) in parts.enumerated() {
      let rows = Self.draw(taken[set], of: part.size, &random)
      items += rows.map { Item(set: set, row: $0) }
    }
    self.items = random.permuted(items)
  }

  /// The share of each set among the rows of the mixture.
  package var shares: [Double] { taken.map { Double($0) / Double(items.count) } }

  private static func checked(
    _ sizes: [Int], _ shares: [Double]
  ) throws -> [(size: Int, share: Double)] {
    precondition(sizes.count == shares.count && !sizes.isEmpty, "one share for each set")
    let sum = shares.reduce(0, +)
    guard shares.allSatisfy({ $0 >= 0 && $0.isFinite }), sum > 0 else {
      throw CorporaError.unmixable(
        reason: "shares \(shares) are not proportions; give numbers of "
          + "at least 0, one of them above")
    }
    for (index, size) in sizes.enumerated() where size == 0 && shares[index] > 0 {
      throw CorporaError.unmixable(
        reason: "set \(index + 1) is empty but has a share; leave it out or fill it")
    }
    return zip(sizes, shares).map { ($0, $1 / sum) }
  }

  /// Draws rows in whole passes over the set, so that no row occurs twice more than another.
  private static func draw(_ count: Int, of size: Int, _ random: inout Random) -> [Int] {
    var rows: [Int] = []
    while rows.count < count {
      rows += random.permuted(Array(0..<size)).prefix(count - rows.count)
    }
    return rows
  }
}
