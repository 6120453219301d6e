import Labels
import Objectives
import Testing

struct SafetyAuxiliaryTests {
  @Test(arguments: [
    (SafetyBin.chosenSafe, true, false), (.bothSafe, true, true), (.bothUnsafe, false, false),
  ])
  func binsGiveTheLabels(bin: SafetyBin, chosen: Bool, rejected: Bool) {
    #expect(bin.chosenIsSafe == chosen)
    #expect(bin.rejectedIsSafe == rejected)
  }

  /// The recipe, §6.2: bce(0, ·) = 0.6931, bce(−2, unsafe) = 0.1269, bce(−2, safe) = 2.1269.
  @Test(arguments: [
    (Float(0), Float(0), SafetyBin.chosenSafe, 0.6931),  // ½ (0.6931 + 0.6931)
    (0, -2, .chosenSafe, 0.4100),  // ½ (0.6931 + 0.1269)
    (-2, -2, .bothSafe, 2.1269),
    (-2, -2, .bothUnsafe, 0.1269),
    (-2, -2, .chosenSafe, 1.1269),  // ½ (2.1269 + 0.1269)
  ])
  func lossEqualsTheWorkedValues(chosen: Float, rejected: Float, bin: SafetyBin, loss: Double) {
    let value = SafetyAuxiliary.value(chosen: [chosen], rejected: [rejected], bins: [bin])
    #expect(near(value.value, loss, 5e-5))
  }

  @Test func pairsWithoutABinAddNothing() {
    let value = SafetyAuxiliary.value(
      chosen: [5, 0], rejected: [5, -2], bins: [nil, .chosenSafe], weight: 1)
    // The mean runs over both pairs: (0 + 0.4100) / 2.
    #expect(near(value.value, 0.2050, 5e-5))
    #expect(value.terms[0] == 0)
    #expect(value.chosenGradient[0] == 0 && value.rejectedGradient[0] == 0)
  }

  @Test(arguments: [1.0, 0.5])
  func gradientsEqualFiniteDifferences(weight: Double) {
    let chosen: [Float] = [1.5, -0.25, 3, 0]
    let rejected: [Float] = [0.75, 0.5, -2, 1]
    let bins: [SafetyBin?] = [.chosenSafe, .bothSafe, nil, .bothUnsafe]
    func loss(_ chosen: [Float], _ rejected: [Float]) -> PairObjectiveValue {
      SafetyAuxiliary.value(chosen: chosen, rejected: rejected, bins: bins, weight: weight)
    }
    let value = loss(chosen, rejected)
    let chosenError = FiniteDifference.error(of: value.chosenGradient, at: chosen) {
      loss($0, rejected).value
    }
    let rejectedError = FiniteDifference.error(of: value.rejectedGradient, at: rejected) {
      loss(chosen, $0).value
    }
    #expect(chosenError < 1e-6)
    #expect(rejectedError < 1e-6)
  }

  @Test func lossAddsToTheRankingLoss() {
    let ranking = BradleyTerry.value(chosen: [0], rejected: [-2], margins: [0])
    let safety = SafetyAuxiliary.value(chosen: [0], rejected: [-2], bins: [.chosenSafe])
    let both = ranking + safety
    // −log σ(2) = 0.1269 and ½ (0.6931 + 0.1269) = 0.4100
    #expect(near(both.value, 0.5369, 1e-4))
    // −σ(−2) = −0.1192 and ½ (σ(0) − 1) = −0.25
    #expect(near(both.chosenGradient, [-0.3692], 5e-5))
    // σ(−2) = 0.1192 and ½ σ(−2) = 0.0596
    #expect(near(both.rejectedGradient, [0.1788], 5e-5))
  }
}
