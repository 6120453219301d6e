import Foundation
import Testing

@testable import Sweeps

/// The sweeps, as small as every commit can bear; 'make sweep' makes them whole.
///
/// `make check` sets `LLAMERO_CHECK`; without it, as in `make test`, a tenth of each is enough.
@Suite(.serialized, .enabled(if: Products.areBuilt, "build the products llamero and Faults first"))
struct EveryCommitTests {
  /// A reward model: two commits of a start, one checkpoint saved and replaced, one result.
  static let stage = "safe"

  private static let isCheck = ProcessInfo.processInfo.environment["LLAMERO_CHECK"] != nil

  /// Returns how many cases of those that `make check` tries are to be tried now.
  private static func share(of count: Int) -> Int { isCheck ? count : (count + 9) / 10 }

  let rehearsal: Rehearsal
  let tally = Tally()

  init() throws { rehearsal = try Products.rehearsal.get() }

  @Test func everyStageSavesAndChangesTheDisk() throws {
    #expect(rehearsal.scenes.map(\.stage) == ToyPipeline.stages)
    for scene in rehearsal.scenes {
      #expect(scene.changes.count > 100, "\(scene.stage)")
      #expect(scene.changes.contains { $0.path.hasPrefix("home/blobs/") && $0.kind == "rename" })
    }
    let training = ["base", "sft", "helpful", "safe", "rejection", "ppo", "chat"]
    for stage in training {
      let scene = try Products.scene(stage)
      #expect(scene.changes.contains { $0.path.contains("/checkpoint-1/") }, "\(stage)")
    }
  }

  @Test func aStageKilledAtAnyChangeFromItsCheckpointOnEndsAlike() throws {
    let sweep = KillSweep(programs: rehearsal.programs, tally: tally)
    // From its first checkpoint to its end; the next test takes some of the rest.
    let all = sweep.cases(of: [try Products.scene(Self.stage)])
      .filter { $0.plan.action != .killWithin }
    let kills = Array(all.drop { !$0.point.path.contains("/checkpoint-1") })
    #expect(kills.contains { $0.point.path.hasSuffix("store.sqlite-journal") })
    let some = Spread.of(kills, limit: Self.share(of: kills.count))
    try Workers.forEach(some, workers: 2) { try sweep.examine($0, worker: $1) }
    #expect(tally.value.cases == some.count)
    #expect(tally.value.failures == [])
    #expect(tally.value.notes["points that moved"] == nil)
  }

  @Test func anyStageKilledSomewhereEndsAlike() throws {
    let sweep = KillSweep(programs: rehearsal.programs, tally: tally)
    let kills = Spread.of(sweep.cases(of: rehearsal.scenes), limit: Self.share(of: 30))
    try Workers.forEach(kills, workers: 2) { try sweep.examine($0, worker: $1) }
    #expect(tally.value.cases == Self.share(of: 30))
    #expect(tally.value.failures == [])
  }

  @Test func aRunKilledAgainWhileItResumesEndsAlike() throws {
    let sweep = KillSweep(programs: rehearsal.programs, tally: tally, killsAgain: 1)
    let kills = Spread.of(sweep.cases(of: rehearsal.scenes), limit: Self.share(of: 6))
    try Workers.forEach(kills, workers: 2) { try sweep.examine($0, worker: $1) }
    #expect(tally.value.cases > 0)
    #expect(tally.value.failures == [])
  }

  @Test func runsKilledAtRandomEndAlike() throws {
    let sweep = try RandomKillSweep(rehearsal, tally: tally, seed: 1)
    try Workers.forEach(Array(0..<Self.share(of: 4)), workers: 2) {
      try sweep.examine($0, worker: $1)
    }
    #expect(tally.value.cases == Self.share(of: 4))
    #expect(tally.value.failures == [])
  }

  @Test func aCollectionByPeopleKilledSomewhereLosesNoAnswer() throws {
    let sweep = PeopleSweep(programs: rehearsal.programs, tally: tally)
    let (cases, facts) = try sweep.rehearsed()
    #expect(Set(cases.map(\.act)) == Set(PeopleSweep.Act.allCases))
    let some = Spread.of(cases.filter { $0.act == .answer }, limit: Self.share(of: 20))
    try Workers.forEach(some, workers: 2) { try sweep.examine($0, facts, worker: $1) }
    #expect(tally.value.cases == some.count)
    #expect(tally.value.failures == [])
  }

  @Test func whatManyPeopleJudgeWhileTheServerIsKilledIsThereOnce() throws {
    let plan = LoadPlan().part(Self.isCheck ? 0.01 : 0.003)
    let record = try LoadSweep(programs: rehearsal.programs, tally: tally, plan: plan).run()
    #expect(record.acknowledged.count > plan.people)
    #expect(tally.value.failures == [])
  }

  @Test func aPowerCutTakesNothingThatWasReported() throws {
    try cutPower(limit: Self.share(of: 100))
    #expect(tally.value.cases == Self.share(of: 100))
    #expect(tally.value.failures == [])
  }

  @Test(arguments: IgnoredSync.allCases)
  func withoutSyncsThePowerCutsFindLosses(ignored: IgnoredSync) throws {
    try cutPower(limit: 12, ignored: [ignored])
    #expect(tally.value.failures.count > 0)
  }

  @Test func aFailingCallEndsInOneSentenceAndIsCured() throws {
    let sweep = FaultSweep(programs: rehearsal.programs, tally: tally)
    let scene = try Products.scene(Self.stage)
    let faults = try sweep.cases(of: [scene], actions: FaultAction.failures)
    try Workers.forEach(Spread.of(faults, limit: Self.share(of: 40)), workers: 2) {
      try sweep.examine($0, worker: $1)
    }
    #expect(tally.value.cases == Self.share(of: 40))
    #expect(tally.value.failures == [])
  }

  @Test func aDatabaseWithAnyBytesIsAnsweredFromOrRefused() throws {
    let disk = try Products.scene("evaluation").before
    let sweep = try DamageSweep(rehearsal.programs, tally: tally, seed: 1, disk: disk)
    try Workers.forEach(Array(0..<Self.share(of: 60)), workers: 2) {
      try sweep.examine($0, worker: $1)
    }
    #expect(tally.value.cases == Self.share(of: 60))
    #expect(tally.value.failures == [])
  }

  private func cutPower(limit: Int, ignored: Set<IgnoredSync> = []) throws {
    let scene = try Products.scene(Self.stage)
    var cases = PowerCases(ignored: ignored, stride: ignored.isEmpty ? 1 : 50)
    try cases.add(scene, [scene.trace])
    let sweep = PowerSweep(programs: rehearsal.programs, tally: tally)
    try Workers.forEach(Spread.of(cases.cases, limit: limit), workers: 2) {
      try sweep.examine($0, worker: $1)
    }
  }
}
