import Objectives
import Testing

struct MissingEOSPenaltyTests {
  let finished = [true, false, true]

  @Test func subtractionActsAfterWhitening() {
    let penalty = MissingEOSPenalty.subtractAfterWhitening(1)
    #expect(penalty.beforeWhitening([3, 4, 5], finished: finished) == [3, 4, 5])
    #expect(penalty.afterWhitening([0.5, 0.25, 0], finished: finished) == [0.5, -0.75, 0])
  }

  @Test func replacementActsBeforeWhitening() {
    let penalty = MissingEOSPenalty.replaceScore(-1)
    #expect(penalty.beforeWhitening([3, 4, 5], finished: finished) == [3, -1, 5])
    #expect(penalty.afterWhitening([0.5, 0.25, 0], finished: finished) == [0.5, 0.25, 0])
  }

  @Test func noneChangesNothing() {
    #expect(MissingEOSPenalty.none.beforeWhitening([3, 4, 5], finished: finished) == [3, 4, 5])
    #expect(MissingEOSPenalty.none.afterWhitening([3, 4, 5], finished: finished) == [3, 4, 5])
  }
}
