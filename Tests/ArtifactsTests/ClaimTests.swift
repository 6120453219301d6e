import Artifacts
import Foundation
import Testing

/// A key is computed by one process at a time, and a claim ends with the lease that made it.
struct ClaimTests {
  private let temporary: TemporaryStore
  private let machine = ToyMachine()
  private let key = computation("work").key

  init() throws { temporary = try TemporaryStore() }

  private func start(
    _ seed: UInt64, on machine: ToyMachine
  ) throws -> (store: ArtifactStore, lease: Lease, session: RunSession) {
    let store = try temporary.opened(on: machine)
    let lease = try store.lease(for: "run \(seed)")
    return (store, lease, try store.startRun(plan(seed: seed), under: lease))
  }

  @Test func theSecondProcessIsToldWhichRunComputesTheKey() throws {
    let (first, second) = (try start(1, on: machine), try start(2, on: machine))
    var watch = LeaseWatch()
    #expect(try first.store.claim(key, in: first.session, watching: &watch) == .mine)
    #expect(try first.store.claim(key, in: first.session, watching: &watch) == .mine)
    let other = try second.store.claim(key, in: second.session, watching: &watch)
    #expect(other == .other(first.session.run))
    try first.store.setState(ofStage: "first", to: .failed, in: first.session)
    #expect(try second.store.claim(key, in: second.session, watching: &watch) == .mine)
  }

  @Test func aClaimEndsWithItsLease() throws {
    let (first, second) = (try start(1, on: machine), try start(2, on: machine))
    var watch = LeaseWatch()
    _ = try first.store.claim(key, in: first.session, watching: &watch)
    first.lease.release()
    #expect(try second.store.claim(key, in: second.session, watching: &watch) == .mine)
  }

  @Test func aProcessThatSleepsLosesItsClaimAfterAPeriodAndNoSooner() throws {
    let (first, second) = (try start(1, on: machine), try start(2, on: machine))
    var watch = LeaseWatch()
    _ = try first.store.claim(key, in: first.session, watching: &watch)
    for _ in 0..<3 {
      machine.pass(seconds: 5)
      #expect(try second.store.beat(second.session.token))
      let claim = try second.store.claim(key, in: second.session, watching: &watch)
      #expect(claim == .other(first.session.run))
    }
    machine.pass(seconds: 0.1)
    #expect(try second.store.claim(key, in: second.session, watching: &watch) == .mine)
    #expect(try temporary.store.run(first.session.run.text).state == .interrupted)
    #expect(throws: StoreError.lostRun(run: first.session.run.text)) {
      try first.store.setState(of: first.session, to: .finished)
    }
  }

  @Test func aProcessOnAnotherMachineLosesItsClaimOnceItWasSilentForAPeriod() throws {
    let far = ToyMachine(name: "far")
    let (first, second) = (try start(1, on: far), try start(2, on: machine))
    var watch = LeaseWatch()
    _ = try first.store.claim(key, in: first.session, watching: &watch)
    func claims() throws -> Bool {
      try second.store.beat(second.session.token)
        && second.store.claim(key, in: second.session, watching: &watch) == .mine
    }
    #expect(try !claims())
    machine.pass(seconds: 10)
    #expect(try first.store.beat(first.session.token))
    #expect(try !claims())
    machine.pass(seconds: 14)
    #expect(try !claims())
    machine.pass(seconds: 2)
    #expect(try claims())
  }

  @Test func aResultThatARunAtWorkUsesIsNotDiscarded() throws {
    let (first, second) = (try start(1, on: machine), try start(2, on: machine))
    let work = computation("work")
    try first.store.begin(work, stage: "first", in: first.session)
    let finished = FinishedWork(
      outputs: ["model": (try temporary.folder(["file": "result"]), "model")], sections: [],
      metrics: [], seconds: 1)
    _ = try first.store.finish(work.key, stage: "first", with: finished, in: first.session)
    #expect(throws: StoreError.usedByRun(first.session.run.text)) {
      try second.store.discard(work.key, in: second.session)
    }
    // A run that has gone to sleep for good uses nothing any more.
    machine.pass(seconds: 16)
    #expect(try second.store.beat(second.session.token))
    try second.store.discard(work.key, in: second.session)
    #expect(try temporary.store.run(first.session.run.text).state == .interrupted)
    #expect(try !second.store.hasResult(of: work.key))
  }

  @Test func unfinishedWorkOfAProcessAtWorkIsKept() throws {
    let first = try start(1, on: machine)
    let scratch = try first.store.temporaryFolder("stage", of: first.session.token)
    let left = try first.store.temporaryFolder("stage", of: 77)
    let second = try start(2, on: machine)
    #expect(FileManager.default.fileExists(atPath: scratch.path))
    #expect(!FileManager.default.fileExists(atPath: left.path))
    withExtendedLifetime((first, second)) {}
  }
}
