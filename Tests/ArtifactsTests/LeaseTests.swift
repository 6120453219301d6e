import Artifacts
import Foundation
import Testing

struct LeaseTests {
  @Test(arguments: [(LeaseScope.run, LeaseScope.store), (.store, .run), (.store, .store)])
  func whoeverNeedsTheStoreAloneIsToldWhoUsesIt(first: LeaseScope, second: LeaseScope) throws {
    let temporary = try TemporaryStore()
    let lease = try temporary.store.lease(for: "llamero run a.yaml", scope: first)
    let other = try temporary.reopened()
    let error = #expect(throws: StoreError.self) {
      try other.lease(for: "llamero gc", scope: second)
    }
    let sentence = error?.description ?? ""
    let pid = ProcessInfo.processInfo.processIdentifier
    #expect(sentence.hasPrefix("The store at \(temporary.home.path) is in use (process \(pid), "))
    #expect(sentence.contains("llamero run a.yaml, since 2"))
    lease.release()
  }

  @Test func leaseIsFreeWhenItsHolderGaveItBack() throws {
    let temporary = try TemporaryStore()
    let first = try temporary.store.lease(for: "first")
    #expect(temporary.store.isRunning)
    first.release()
    #expect(!temporary.store.isRunning)
    let second = try temporary.store.lease(for: "second")
    #expect(second.token == first.token + 1)
    second.release()
  }

  @Test func pagesReadAndAnswerWhileARunHoldsTheLease() throws {
    let temporary = try TemporaryStore()
    let lease = try temporary.store.lease(for: "first")
    #expect(try temporary.reopened().runs().isEmpty)
    lease.release()
  }

  @Test func holderThatWasKilledIsReplacedAtOnce() throws {
    let machine = ToyMachine()
    let store = try TemporaryStore()
    let first = try store.opened(on: machine).lease(for: "first")
    machine.kill()
    let second = try store.opened(on: machine).lease(for: "second")
    #expect(second.token == first.token + 1)
    #expect(machine.slept == 0)
  }

  @Test func bytesThatAKilledHolderDidNotNameAreRemovedAndNoOthers() throws {
    let machine = ToyMachine()
    let temporary = try TemporaryStore()
    let digest = try temporary.store.commit(try temporary.folder(["a": "kept"]), kind: "text")
    let store = try temporary.opened(on: machine)
    var lease = try store.lease(for: "first")
    let stray = temporary.home.appending(path: "blobs/00/\(String(repeating: "0", count: 64))")
    try FileManager.default.createDirectory(
      at: stray.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("moved, not yet named".utf8).write(to: stray)
    lease.release()
    lease = try store.lease(for: "second")
    #expect(FileManager.default.fileExists(atPath: stray.path))
    machine.kill()
    let next = try temporary.opened(on: machine).lease(for: "third")
    #expect(!FileManager.default.fileExists(atPath: stray.path))
    #expect(try temporary.store.artifact(digest).url("a").text == "kept")
    next.release()
  }

  @Test func holderFromBeforeARebootIsReplacedAtOnce() throws {
    let machine = ToyMachine()
    let store = try TemporaryStore()
    let lease = try store.opened(on: machine).lease(for: "first")
    machine.reboot()
    #expect(try store.opened(on: machine).lease(for: "second").token == 2)
    #expect(machine.slept == 0)
    withExtendedLifetime(lease) {}
  }

  @Test func sleepingHolderIsReplacedWithinAPeriodAndCannotWriteWhenItWakes() throws {
    let machine = ToyMachine()
    let temporary = try TemporaryStore()
    let sleeper = try temporary.opened(on: machine)
    let lease = try sleeper.lease(for: "sleeper")
    let session = try sleeper.startRun(plan(), under: lease)
    machine.pass(seconds: 7)
    let successor = try temporary.opened(on: machine)
    let next = try successor.lease(for: "successor")
    #expect(machine.slept == 0)
    let continued = try successor.startRun(plan(), under: next)
    #expect(machine.slept > 7 && machine.slept < 9)
    #expect(throws: StoreError.lostRun(run: session.run.text)) {
      try sleeper.setState(of: session, to: .finished)
    }
    #expect(try !sleeper.beat(lease.token))
    #expect(continued.run == session.run)
    try successor.setState(of: continued, to: .finished)
  }

  @Test func aSleepingRunKeepsItsLeaseWhileNobodyWantsWhatItHas() throws {
    let machine = ToyMachine()
    let temporary = try TemporaryStore()
    let sleeper = try temporary.opened(on: machine)
    let lease = try sleeper.lease(for: "sleeper")
    let session = try sleeper.startRun(plan(), under: lease)
    machine.pass(seconds: 100)
    let other = try temporary.opened(on: machine)
    let second = try other.lease(for: "other")
    _ = try other.startRun(plan(seed: 2), under: second)
    #expect(try sleeper.beat(lease.token))
    try sleeper.setState(of: session, to: .finished)
  }

  @Test func holderThatBeatsWhileItIsWatchedKeepsTheLease() throws {
    let machine = ToyMachine()
    let temporary = try TemporaryStore()
    let holder = try temporary.opened(on: machine)
    let lease = try holder.lease(for: "holder")
    machine.pass(seconds: 8)
    machine.whileAsleep { _ = try holder.beat(lease.token) }
    let other = try temporary.opened(on: machine)
    #expect(throws: StoreError.self) { try other.lease(for: "other", scope: .store) }
  }

  @Test func holderOnAnotherMachineIsWatchedForAWholePeriod() throws {
    let (near, far) = (ToyMachine(), ToyMachine(name: "far"))
    let temporary = try TemporaryStore()
    let lease = try temporary.opened(on: far).lease(for: "far")
    near.pass(seconds: 1000)
    _ = try temporary.opened(on: near).lease(for: "near", scope: .store)
    #expect(near.slept == 15)
    withExtendedLifetime(lease) {}
  }

  @Test func wallClockThatJumpsChangesNothing() throws {
    let machine = ToyMachine()
    let temporary = try TemporaryStore()
    let lease = try temporary.opened(on: machine).lease(for: "holder")
    for days in [-1.0, 1.0] {
      let other = try temporary.opened(on: machine, now: Date(timeIntervalSinceNow: days * 86_400))
      #expect(other.isRunning)
      #expect(throws: StoreError.self) { try other.lease(for: "other", scope: .store) }
    }
    lease.release()
  }
}
