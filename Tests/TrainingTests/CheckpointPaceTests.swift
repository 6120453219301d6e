import Testing
import Training

struct CheckpointPaceTests {
  private let start = ContinuousClock.now

  @Test func fixedIntervalCountsSteps() {
    let pace = CheckpointPace(interval: 3)
    let due = (1...7).filter { pace.isDue(at: LoopPlace(step: $0)) }
    #expect(due == [3, 6])
    #expect(!pace.isDue(at: LoopPlace(step: 3, part: 1)))
    let parts = CheckpointPace(interval: 3, countsParts: true)
    #expect(parts.isDue(at: LoopPlace(step: 4, part: 1)))
  }

  @Test func automaticPaceWaitsAtLeastTenSeconds() {
    let pace = CheckpointPace(interval: 0, now: start)
    #expect(!pace.isDue(at: LoopPlace(step: 1), now: start + .seconds(9.9)))
    #expect(pace.isDue(at: LoopPlace(step: 1), now: start + .seconds(10)))
    #expect(pace.isDue(at: LoopPlace(step: 0, part: 1), now: start + .seconds(10)))
  }

  @Test func automaticPaceSpendsAFiftiethOfTheTimeOnSaving() {
    var pace = CheckpointPace(interval: 0, now: start)
    let place = LoopPlace(step: 1)
    pace.saved(from: start + .seconds(10), to: start + .seconds(12))
    #expect(!pace.isDue(at: place, now: start + .seconds(199)))
    #expect(pace.isDue(at: place, now: start + .seconds(200)))
    pace.saved(from: start + .seconds(200), to: start + .seconds(201))
    #expect(!pace.isDue(at: place, now: start + .seconds(209)))
    #expect(pace.isDue(at: place, now: start + .seconds(211)))
  }
}
