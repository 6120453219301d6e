import Agreement
import Labels
import Objectives
import Testing

struct AnnotatorQualityTests {
  /// Four judgements of 10, 20, 30 and 60 seconds.
  static let sitting: [AnnotatorJudgement] = {
    var first = AnnotatorJudgement(choseLeft: true, strength: .better, seconds: 10)
    first.isRight = true
    first.peers = PeerMajority(agrees: true, voters: 2)
    first.prefersLonger = true
    var second = AnnotatorJudgement(choseLeft: true, strength: .better, seconds: 20)
    second.peers = PeerMajority(agrees: false, voters: 2)
    second.prefersLonger = true
    var third = AnnotatorJudgement(choseLeft: true, strength: .slightly, seconds: 30)
    third.isRight = false
    var fourth = AnnotatorJudgement(choseLeft: false, strength: .slightly, seconds: 60)
    fourth.peers = PeerMajority(agrees: true, voters: 2)
    fourth.prefersLonger = false
    return [first, second, third, fourth]
  }()

  @Test func numbersOfASitting() {
    let quality = AnnotatorQuality(of: [Self.sitting])
    #expect(quality.judgements == 4)
    // Four in two minutes; the middle of 20 and 30.
    #expect(quality.perHour == 120)
    #expect(quality.medianSeconds == 25)
    #expect(quality.strengths == [.better: 2, .slightly: 2])
    #expect(quality.longestRun == 2)
    #expect(quality.sideBias.left?.value == 0.75)
    #expect(quality.flags.isEmpty)
  }

  @Test func sharesCountOnlyWhatCanBeCompared() {
    let quality = AnnotatorQuality(of: [Self.sitting])
    #expect(quality.gold?.value == 0.5 && quality.gold?.count == 2)
    // Gold items are left out of the comparison with peers.
    #expect(quality.peers?.value == 0.5 && quality.peers?.count == 2)
    #expect(near(quality.longer?.value, 2.0 / 3) && quality.longer?.count == 3)
  }

  @Test func wilsonIntervalOfGold() {
    let right = [Bool](repeating: true, count: 9) + [false]
    let quality = AnnotatorQuality(
      of: [
        right.map { isRight in
          var judgement = AnnotatorJudgement(choseLeft: isRight, strength: .better, seconds: 30)
          judgement.isRight = isRight
          return judgement
        }
      ])
    // Wilson (1927): 9 of 10.
    #expect(near(quality.gold?.low, 0.595850, 1e-6) && near(quality.gold?.high, 0.982124, 1e-6))
  }

  @Test func emptySittingHasNoNumbers() {
    let quality = AnnotatorQuality(of: [])
    #expect(quality.judgements == 0 && quality.longestRun == 0)
    #expect(quality.perHour == nil && quality.medianSeconds == nil)
    #expect(quality.gold == nil && quality.peers == nil && quality.longer == nil)
  }

  @Test func peersAreTheReferenceOfTheSideWhereThereIsNoGold() {
    #expect(Self.sitting.map(\.sideChoice.agreesWithReference) == [true, false, false, true])
  }

  @Test func whatIsNotKnownOfTheTimesIsNotGuessed() {
    let unknown = AnnotatorJudgement(choseLeft: true, strength: .better, seconds: nil)
    let quality = AnnotatorQuality(of: [Self.sitting, [unknown]])
    #expect(quality.judgements == 5 && quality.perHour == 120 && quality.medianSeconds == 25)
    #expect(AnnotatorQuality(of: [[unknown]]).medianSeconds == nil)
    // Nor does it excuse: four fast answers suffice with or without it between them.
    let fast = AnnotatorJudgement(choseLeft: true, strength: .better, seconds: 1)
    let kinds = AnnotatorQuality(of: [[fast, fast, unknown, fast, fast]]).flags.joined()
    #expect(kinds.map(\.kind) == [.speeding] && kinds.map(\.judgements) == [5])
  }

  @Test func eachSittingIsTestedAnew() {
    let fast = [AnnotatorJudgement](
      repeating: AnnotatorJudgement(choseLeft: true, strength: .better, seconds: 1), count: 3)
    #expect(AnnotatorQuality(of: [fast, fast]).flags.isEmpty)
    #expect(AnnotatorQuality(of: [fast + fast]).flags.map { $0.map(\.kind) } == [[.speeding]])
  }

  @Test func oneOtherPersonIsNoEvidence() {
    func flags(voters: Int) -> [AnnotatorFlag.Kind] {
      let sitting = (0..<200).map { index in
        var judgement = AnnotatorJudgement(
          choseLeft: index % 2 == 0, strength: .better, seconds: 30)
        judgement.peers = PeerMajority(agrees: index % 3 == 0, voters: voters)
        return judgement
      }
      return AnnotatorQuality(of: [sitting]).flags.joined().map(\.kind)
    }
    #expect(flags(voters: 1).isEmpty)
    #expect(flags(voters: 2) == [.random])
  }
}
