import Foundation

/// A weighted sum of fair coins, `T = Σ_j w_j X_j` with `X_j` from Binomial(n_j, ½).
struct FairCoinSum {
  /// Coins that count alike.
  struct Group {
    let coins: Int
    let weight: Int
  }

  /// The groups, the smallest first.
  private let groups: [Group]

  /// Creates the sum of three groups.
  init(_ first: Group, _ second: Group, _ third: Group) {
    groups = [first, second, third].sorted { $0.coins < $1.coins }
  }

  /// The number of coins up to which the distribution is exact; beyond, it is taken as normal.
  static let exactLimit = 2000

  /// Returns the probability that `|2T − Σ w n|` is at least a distance.
  func tail(atLeast distance: Int) -> Double {
    guard distance > 0 else { return 1 }
    guard groups.reduce(0, { $0 + $1.coins }) <= Self.exactLimit else {
      let variance = groups.reduce(0.0) { $0 + Double($1.weight * $1.weight * $1.coins) }
      return erfc(Double(distance) / (2 * variance).squareRoot())
    }
    return min(1, exactTail(distance))
  }

  private func exactTail(_ distance: Int) -> Double {
    let (first, second) = (groups[0], groups[1])
    let shares = Self.probabilities(second.coins)
    // The largest group is not enumerated: its tail is looked up.
    let largest = CoinTail(groups[2])
    var tail = 0.0
    for (x, share) in Self.probabilities(first.coins).enumerated() {
      for (y, other) in shares.enumerated() {
        let moved = first.weight * (2 * x - first.coins) + second.weight * (2 * y - second.coins)
        // The sum is symmetric, so falling below counts as rising above its mirror image.
        let beyond =
          largest.share(atLeast: distance - moved) + largest.share(atLeast: distance + moved)
        tail += share * other * beyond
      }
    }
    return tail
  }

  /// Returns `P(X = x)` for x from 0 to n.
  static func probabilities(_ coins: Int) -> [Double] {
    var logarithm = -Double(coins) * log(2)
    return (0...coins).map { count in
      if count > 0 { logarithm += log(Double(coins - count + 1) / Double(count)) }
      return exp(logarithm)
    }
  }
}

/// The upper tail of one group of coins.
private struct CoinTail {
  private let group: FairCoinSum.Group
  private let survival: [Double]  // P(X ≥ x) for x from 0 to n

  init(_ group: FairCoinSum.Group) {
    self.group = group
    var sum = 0.0
    // Summed from the small end, which loses nothing.
    survival = FairCoinSum.probabilities(group.coins).reversed().map { probability in
      sum += probability
      return sum
    }.reversed()
  }

  /// Returns the probability that `w (2X − n)` is at least a number.
  func share(atLeast needed: Int) -> Double {
    let reach = group.weight * group.coins
    if needed <= -reach { return 1 }
    if needed > reach { return 0 }
    let step = 2 * group.weight
    return survival[(needed + reach + step - 1) / step]
  }
}
