import Labels
import Objectives
import Testing
import TruthInference

struct SoftTargetTests {
  @Test(arguments: [
    (0.8, PairSide.first, 0.8), (0.25, .second, 0.75), (0.5, .first, 0.5), (0, .second, 1),
  ])
  func targetIsTheMoreProbableSide(first: Double, side: PairSide, probability: Double) {
    let target = SoftTarget(first: first)
    #expect(target.preferred == side)
    #expect(target.probability == probability)
  }

  @Test func labelsGiveTheirTarget() {
    let votes = [
      PreferenceVote(item: "a", annotator: "x", preferred: .second, strength: .slightly)
    ]
    let label = GLAD().fit(votes).labels[0]
    #expect(label.target.preferred == .second)
    #expect(label.target.probability == 1 - label.first.value)
    #expect(label.first.count == 1)
  }
}
