extension SideBias {
  /// Returns the two-sided p-value of "sides do not matter", 1 without choices.
  package static func pValue(of choices: some Collection<SideChoice>) -> Double {
    let agreeing = choices.filter { $0.agreesWithReference == true }
    let disagreeing = choices.filter { $0.agreesWithReference == false }
    let other = choices.filter { $0.agreesWithReference == nil }
    let weights = weights(agreeing: agreeing.count, disagreeing: disagreeing.count)
    let sum = FairCoinSum(
      .init(coins: agreeing.count, weight: weights.agreeing),
      .init(coins: disagreeing.count, weight: weights.disagreeing),
      .init(coins: other.count, weight: weights.other))
    let distance =
      weights.agreeing * excess(agreeing) + weights.disagreeing * excess(disagreeing)
      + weights.other * excess(other)
    return sum.tail(atLeast: abs(distance))
  }

  /// Returns the weights of a left, in whole numbers so that equal sums are recognised.
  ///
  /// They depend on how many choices agree only, which the test takes as given; one agreeing and
  /// one disagreeing choice are added, so that neither share is 0.
  static func weights(
    agreeing: Int, disagreeing: Int
  ) -> (agreeing: Int, disagreeing: Int, other: Int) {
    let scale = 60 * Double(agreeing + disagreeing + 2)
    let first = (scale / Double(agreeing + 1)).rounded()
    let second = (scale / Double(disagreeing + 1)).rounded()
    return (Int(first), Int(second), 120)
  }

  /// The choices to the left minus those to the right.
  private static func excess(_ choices: [SideChoice]) -> Int {
    choices.reduce(0) { $0 + ($1.choseLeft ? 1 : -1) }
  }
}
