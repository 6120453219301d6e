import Agreement
import Labels
import Testing

struct AnnotatorFlagTests {
  @Test(arguments: [SimulatedAnnotator.random, .alwaysLeft, .fastest])
  func spammersAreCaughtWithin30Items(spammer: SimulatedAnnotator) {
    let share = spammer.flaggedShare(simulations: 2000, length: 30, gold: 10)
    #expect(share >= 0.95, "\(share)")
  }

  @Test func honestAnnotatorIsFlaggedInLessThan1PercentOfSittings() {
    let share = SimulatedAnnotator.honest.flaggedShare(simulations: 4000, length: 200, gold: 10)
    #expect(share <= 0.01, "\(share)")
  }

  static func judgement(left: Bool = true, seconds: Double = 30) -> AnnotatorJudgement {
    AnnotatorJudgement(choseLeft: left, strength: .better, seconds: seconds)
  }

  @Test func fourImpossibleTimesAreSpeeding() {
    // log(0.6 / 0.05) = 2.48 nats each, of which 7.6 are needed.
    let fast = [true, false, true, false].map { Self.judgement(left: $0, seconds: 1.9) }
    #expect(
      AnnotatorFlag.flags(of: fast) == [AnnotatorFlag(kind: .speeding, judgements: 4)])
    #expect(AnnotatorFlag.flags(of: Array(fast.prefix(3))).isEmpty)
  }

  @Test func longTextsNeedLongerReading() {
    let quick = [true, false, true, false].map { left in
      var judgement = Self.judgement(left: left, seconds: 15)
      judgement.words = 400
      return judgement
    }
    // 400 words at 25 a second take 16 seconds.
    #expect(AnnotatorFlag.flags(of: quick).map(\.kind) == [.speeding])
  }

  @Test func eighteenEqualKeysAreStraightLining() {
    let same = [AnnotatorJudgement](repeating: Self.judgement(), count: 18)
    #expect(
      AnnotatorFlag.flags(of: same) == [
        AnnotatorFlag(kind: .straightLining, judgements: 18),
        AnnotatorFlag(kind: .oneSided, judgements: 18),
      ])
    #expect(AnnotatorFlag.flags(of: Array(same.prefix(17))).isEmpty)
  }

  @Test func wrongGoldCountsAsRandom() {
    let sitting = [true, false, true, false].map { left in
      var judgement = Self.judgement(left: left)
      judgement.isRight = false
      return judgement
    }
    // log(0.5 / 0.02) = 3.2 nats each, of which 4 are needed.
    #expect(AnnotatorFlag.flags(of: sitting) == [AnnotatorFlag(kind: .random, judgements: 2)])
  }

  @Test func itemsWithoutReferenceSayNothingAboutChance() {
    let sitting = (0..<200).map { Self.judgement(left: $0 % 2 == 0) }
    #expect(AnnotatorFlag.flags(of: sitting).isEmpty)
  }
}
