import Agreement

/// The exact probability that the first look reports a bias to the left.
///
/// A share `agreement` of the choices agrees with the reference, whose side is drawn by a coin;
/// `bias` is added to the probability of choosing the left.
struct SideBiasPower {
  let agreement: Double
  let bias: Double

  /// Returns the probability of a report of too many lefts; that of too few is the mirror image.
  func value(choices: Int = SideBias.firstLook) -> Double {
    let shares = Binomial.probabilities(choices, agreement)
    return shares.indices.reduce(0) { sum, agreeing in
      guard shares[agreeing] > 1e-7 else { return sum }
      return sum + shares[agreeing] * power(agreeing: agreeing, disagreeing: choices - agreeing)
    }
  }

  private func power(agreeing: Int, disagreeing: Int) -> Double {
    // P(left | agrees) = (a + b) / 2a and P(left | disagrees) = (1 − a + b) / 2(1 − a).
    let lefts = Binomial.probabilities(agreeing, 0.5 + bias / (2 * agreement))
    let others = Binomial.probabilities(disagreeing, 0.5 + bias / (2 * (1 - agreement)))
    return others.indices.reduce(0) { sum, other in
      guard others[other] > 1e-8 else { return sum }
      let least = leastLefts(agreeing, disagreeing: disagreeing, ofWhichLeft: other)
      return sum + others[other] * lefts[least...].reduce(0, +)
    }
  }

  /// Finds by bisection the least number of lefts among the agreeing that is reported.
  private func leastLefts(_ agreeing: Int, disagreeing: Int, ofWhichLeft other: Int) -> Int {
    // The p-value is largest where the lefts of both balance; beyond, it falls with every left.
    let ratio = Double(agreeing + 1) / Double(disagreeing + 1)
    let missing = (0.5 * Double(disagreeing) - Double(other)) * ratio
    let balance = Int(0.5 * Double(agreeing) + missing)
    var (low, high) = (min(max(0, balance), agreeing + 1), agreeing + 1)
    while low < high {
      let middle = (low + high) / 2
      let choices =
        Self.choices(agreeing, left: middle, reference: true)
        + Self.choices(disagreeing, left: other, reference: false)
      if SideBias.pValue(of: choices) <= SideBias.level(look: 0) {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }

  /// Returns choices of which some are to the left.
  static func choices(_ count: Int, left: Int, reference: Bool?) -> [SideChoice] {
    (0..<max(0, count)).map { SideChoice(choseLeft: $0 < left, agreesWithReference: reference) }
  }
}
