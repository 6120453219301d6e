import Layers
import Tensors
import Testing

@Suite struct PackedBatchTests {
  @Test func sequencesLieEndToEndWithPositionsOfTheirOwn() {
    let batch = PackedBatch([[5, 6, 7], [8], [9, 10]])
    #expect(batch.tokens == [5, 6, 7, 8, 9, 10])
    #expect(batch.positions == [0, 1, 2, 0, 0, 1])
    #expect(batch.spans.map(\.queryStart) == [0, 3, 4])
    #expect(batch.spans.allSatisfy { $0.queryCount == $0.keyCount && $0.queryStart == $0.keyStart })
    #expect(batch.row(sequence: 2, token: 1) == 5)
  }

  @Test func aTargetIsPredictedFromTheRowBeforeIt() {
    let batch = PackedBatch([[5, 6, 7], [8, 9, 10, 11]])
    #expect(batch.rows(before: [[1..<3], [2..<3, 3..<4]]) == [0, 1, 4, 5])
    #expect(batch.rows(before: [[], [1..<1]]) == [])
  }

  @Test func neighboursShareWhatTheyBeginWith() {
    let shared = (10..<20).map(Int32.init)
    let batch = PackedBatch(
      [shared + [1], shared + [2, 3], shared, [5, 6]], sharesPrefixes: true)
    #expect(batch.tokens == shared + [1] + [2, 3] + [19] + [5, 6])
    #expect(batch.positions == Array(0..<11) + [10, 11] + [9] + [0, 1])
    #expect(batch.spans.map(\.prefix) == [0..<0, 0..<10, 0..<9, 0..<0])
    #expect(batch.spans.map(\.queryStart) == [0, 11, 13, 14])
    #expect((0..<3).map { batch.row(sequence: $0, token: 8) } == [8, 8, 8])
    #expect((0..<3).map { batch.row(sequence: $0, token: 9) } == [9, 9, 13], "a last token is own")
    #expect(batch.row(sequence: 1, token: 11) == 12 && batch.row(sequence: 3, token: 0) == 14)
  }

  @Test func aCommonBeginningOfAllDoesNotKeepPairsFromSharingMore() {
    let system = (10..<22).map(Int32.init)
    let prompts = [40, 60].map { start in system + (0..<20).map { Int32(start + $0) } }
    let batch = PackedBatch(
      prompts.flatMap { [$0 + [30], $0 + [31]] }, sharesPrefixes: true)
    #expect(batch.spans.map(\.prefix.count) == [0, 32, 0, 32])
  }

  @Test func answersThatBeginAlikeStayWithTheFirst() {
    let prompt = (10..<30).map(Int32.init)
    let batch = PackedBatch(
      [prompt + [1], prompt + [2, 3, 4], prompt + [2, 3, 5]], sharesPrefixes: true)
    #expect(batch.spans.map(\.prefix.count) == [0, 20, 20])
  }

  @Test func fewTokensAreNotWorthSharing() {
    let batch = PackedBatch([[1, 2, 3, 4], [1, 2, 3, 5]], sharesPrefixes: true)
    #expect(batch.tokens.count == 8 && batch.spans.allSatisfy(\.prefix.isEmpty))
  }

  @Test func newTokensContinueTheirSlots() {
    let step = CachedStep([(2, 3, [7]), (0, 0, [4, 5])], capacity: 10)
    #expect(step.tokens == [7, 4, 5])
    #expect(step.positions == [3, 0, 1])
    #expect(step.cacheRows == [23, 0, 1])
    #expect(
      step.spans == [
        AttentionSpan(queryStart: 0, queryCount: 1, keyStart: 20, keyCount: 4),
        AttentionSpan(queryStart: 1, queryCount: 2, keyStart: 0, keyCount: 2),
      ])
  }
}
