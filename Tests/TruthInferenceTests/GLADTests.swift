import Foundation
import Labels
import Objectives
import Randomness
import Testing
import TruthInference

struct GLADTests {
  /// Returns votes of equal strength, written as item, annotator and side.
  func votes(_ list: [(String, String, PairSide?)]) -> [PreferenceVote] {
    list.map { PreferenceVote(item: $0, annotator: $1, preferred: $2, strength: .better) }
  }

  /// Returns one label an item, in which all annotators of a crowd judge everything.
  func fit(
    _ annotators: Int, _ items: Int, _ side: (_ annotator: Int, _ item: Int) -> PairSide?
  ) -> CrowdEstimate {
    let list = (0..<items).flatMap { item in
      (0..<annotators).map {
        (SimulatedVotes.item(item), SimulatedVotes.annotator($0), side($0, item))
      }
    }
    return GLAD().fit(votes(list))
  }

  /// Whether every number is one, and every interval in order.
  func isSound(_ estimate: CrowdEstimate) -> Bool {
    let intervals = estimate.labels.map(\.first) + estimate.annotators.map(\.reliability)
    return estimate.logLikelihood.isFinite && estimate.crowdReliability.isFinite
      && estimate.labels.allSatisfy { (0...1).contains($0.first.value) }
      && intervals.allSatisfy { $0.low.isFinite && $0.high.isFinite && $0.low <= $0.value }
      && intervals.allSatisfy { $0.value <= $0.high }
      && estimate.multipliers.values.allSatisfy { $0.isFinite && $0 > 0 }
  }

  @Test func noVotesGiveNoLabels() {
    let estimate = GLAD().fit([])
    #expect(estimate.labels.isEmpty && estimate.annotators.isEmpty)
    #expect(estimate.converged && estimate.logLikelihood == 0)
  }

  @Test func loneVoteIsRightWithTwoThirds() {
    let estimate = GLAD().fit(votes([("a", "x", .second)]))
    #expect(abs(estimate.labels[0].first.value - 1.0 / 3) < 1e-9)
    // Before anything is known either side is as probable.
    #expect(abs(estimate.logLikelihood - log(0.5)) < 1e-9)
    #expect(isSound(estimate))
  }

  @Test func orderOfVotesChangesNoBit() {
    var random = Random(3, stream: "order")
    let drawn = SimulatedVotes(
      SimulatedCrowd(items: 60, spammers: 0.2, strengths: .perceived), seed: 11)
    let expected = GLAD().fit(drawn.votes)
    for _ in 0..<3 { #expect(GLAD().fit(random.permuted(drawn.votes)) == expected) }
  }

  @Test func namesAreComparedAsBytes() {
    let composed = GLAD().fit(votes([("\u{E9}", "x", .first), ("e\u{301}", "x", .first)]))
    #expect(composed.labels.map { Array($0.item.utf8) } == [[0x65, 0xCC, 0x81], [0xC3, 0xA9]])
  }

  @Test func exchangingTheSidesMirrorsTheLabels() {
    let drawn = SimulatedVotes(SimulatedCrowd(items: 60, strengths: .perceived), seed: 5).votes
    let mirrored = drawn.map {
      PreferenceVote(
        item: $0.item, annotator: $0.annotator,
        preferred: $0.preferred.map { $0 == .first ? .second : .first }, strength: $0.strength)
    }
    for (label, mirror) in zip(GLAD().fit(drawn).labels, GLAD().fit(mirrored).labels) {
      #expect(abs(label.first.value + mirror.first.value - 1) < 1e-9)
      #expect(abs(label.first.low + mirror.first.high - 1) < 1e-3)
    }
  }

  @Test func severalVotesOfOneAnnotatorCountAsOne() {
    let once = GLAD().fit(votes([("a", "x", .first), ("a", "y", .second), ("b", "y", .first)]))
    let repeated = GLAD().fit(
      votes([
        ("a", "x", .first), ("a", "x", .first), ("a", "y", .second), ("b", "y", .first),
        ("b", "y", .second), ("b", "y", .first),
      ]))
    #expect(once == repeated)
    let undecided = GLAD().fit(votes([("a", "x", .first), ("a", "x", .second)]))
    #expect(undecided == GLAD().fit(votes([("a", "x", nil)])))
  }

  @Test func tiesAreEvidenceOfEqualAnswers() {
    let tie = GLAD().fit(votes([("a", "x", nil)]))
    #expect(tie.labels[0].first.value == 0.5)
    let both = GLAD().fit(votes([("a", "x", .first), ("a", "y", nil)]))
    #expect(both.labels[0].first.value > 0.5 && both.labels[0].first.value < 2.0 / 3)
  }

  @Test func degenerateCrowdsGiveSoundNumbers() {
    #expect(isSound(fit(5, 200) { _, _ in .first }))
    #expect(isSound(fit(5, 200) { _, _ in nil }))
    #expect(isSound(fit(1, 200) { _, item in item.isMultiple(of: 2) ? .first : .second }))
    #expect(isSound(fit(2, 200) { annotator, _ in annotator == 0 ? .first : .second }))
    #expect(isSound(fit(300, 3) { _, _ in .second }))
    #expect(isSound(fit(40, 100) { _, item in item.isMultiple(of: 3) ? .first : .second }))
    #expect(isSound(fit(41, 50) { annotator, _ in annotator.isMultiple(of: 2) ? .first : .second }))
  }

  @Test func agreementMakesTheLabelsSurer() {
    let estimate = fit(4, 100) { _, item in item.isMultiple(of: 2) ? .first : .second }
    #expect(estimate.labels[0].first.value > 0.98 && estimate.labels[1].first.value < 0.02)
    #expect(estimate.annotators.allSatisfy { $0.reliability.low > 1 })
  }

  @Test func whoAlwaysVotesOneSideIsNotBelieved() {
    let estimate = fit(4, 100) { annotator, item in
      annotator == 0 || item.isMultiple(of: 2) ? .first : .second
    }
    #expect(estimate.annotators[0].reliability.high < estimate.annotators[1].reliability.low)
    #expect(abs(estimate.annotators[0].accuracy.value - 0.5) < 0.1)
    #expect(estimate.labels[1].first.value < 0.05)
  }

  @Test func onlyEvidenceMakesAnAnnotatorWorseThanChance() {
    func reliability(wrong items: Int) -> Interval {
      let list = (0..<100).flatMap { item -> [(String, String, PairSide?)] in
        let side: PairSide = item.isMultiple(of: 2) ? .first : .second
        let honest = (1...4).map { (SimulatedVotes.item(item), SimulatedVotes.annotator($0), side) }
        let adversary = (
          SimulatedVotes.item(item), SimulatedVotes.annotator(0),
          item.isMultiple(of: 2) ? PairSide.second : .first
        )
        return honest + (item < items ? [adversary] : [])
      }
      return GLAD().fit(votes(list)).annotators[0].reliability
    }
    #expect(reliability(wrong: 1).value > 0 && reliability(wrong: 1).low < 0)
    #expect(reliability(wrong: 50).high < 0)
  }
}
