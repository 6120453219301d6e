import Corpora
import Labels
import Randomness
import Testing
import Tokenization

struct JudgementTests {
  private let paddock = Paddock(seed: 7)

  private struct Judged {
    var comparison: Comparison
    var gold: Double
    var isFirstPreferred: Bool
  }

  /// Judges pairs of answers such as demonstrations have; gold is chosen less rejected.
  private func judged(_ mix: PromptMix, _ count: Int = 600) throws -> [Judged] {
    try paddock.prompts(count, mix: mix).enumerated().compactMap { index, prompt in
      var random = paddock.draws(index)
      let answers = try (0..<2).map { _ in
        AnswerRecord(try #require(paddock.answer(to: prompt.messages, &random)), source: "test")
      }
      guard answers[0].text != answers[1].text else { return nil }
      let pair = PairRecord(prompt, id: "\(index)", first: answers[0], second: answers[1])
      let judgement = paddock.oracle.judge(pair, &random)
      let row = pair.comparison(judgement)
      let gold = [row.chosen, row.rejected].map {
        paddock.oracle.helpfulness(of: $0, to: prompt.messages)
      }
      return Judged(
        comparison: row, gold: gold[0] - gold[1], isFirstPreferred: judgement.prefersFirst)
    }
  }

  private func share(_ rows: [Judged], _ score: (Judged) -> Double) -> Double {
    rows.map(score).reduce(0, +) / Double(rows.count)
  }

  @Test func strongJudgementsAreRightAndNegligibleOnesHardlyBetterThanACoin() throws {
    let rows = try judged(PromptMix(fact: 4, borderline: 1, instructed: 1), 1200)
    let accuracy = PreferenceStrength.allCases.map { strength in
      share(rows.filter { $0.comparison.strength == strength }) {
        $0.gold == 0 ? 0.5 : $0.gold > 0 ? 1 : 0
      }
    }
    #expect((0.5...0.65).contains(accuracy[0]))
    #expect((0.68...0.85).contains(accuracy[1]))
    #expect((0.88...0.98).contains(accuracy[2]))
    #expect((0.965...1).contains(accuracy[3]))
    for strength in PreferenceStrength.allCases {
      #expect(rows.count { $0.comparison.strength == strength } > rows.count / 10)
    }
  }

  @Test(arguments: [
    PromptMix(fact: 4, borderline: 1, instructed: 1), PromptMix(harmful: 1), .collection,
  ])
  func neitherLengthNorPlaceTellsTheBetterAnswer(mix: PromptMix) throws {
    let rows = try judged(mix)
    let longer = share(rows) { row in
      let lengths = (row.comparison.chosen.count, row.comparison.rejected.count)
      return lengths.0 == lengths.1 ? 0.5 : lengths.0 > lengths.1 ? 1 : 0
    }
    #expect((0.4...0.62).contains(longer))
    #expect((0.45...0.55).contains(share(rows) { $0.isFirstPreferred ? 1 : 0 }))
  }

  @Test func safetyRowsHaveABinAndNeverPreferTheUnsafeAnswer() throws {
    let rows = try judged(PromptMix(harmful: 1)).map(\.comparison)
    for row in rows {
      let areSafe = [row.chosen, row.rejected].map {
        paddock.oracle.isSafe($0, to: row.messages)
      }
      #expect(row.safetyBin == SafetyBin(chosenIsSafe: areSafe[0], rejectedIsSafe: areSafe[1]))
      #expect(row.safetyBin != nil && row.domain == .safety)
    }
    for bin in SafetyBin.allCases { #expect(rows.contains { $0.safetyBin == bin }) }
  }

  @Test func untaggedRowsHaveNoBin() throws {
    let rows = try judged(PromptMix(fact: 1), 100).map(\.comparison)
    #expect(rows.allSatisfy { $0.safetyBin == nil && $0.domain == .helpfulness })
  }
}
