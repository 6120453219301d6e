import Artifacts
import Foundation
import Testing

struct RunLookupTests {
  private let temporary: TemporaryStore
  private var store: ArtifactStore { temporary.store }

  init() throws { temporary = try TemporaryStore() }

  @Test func theNewestRunsComeFirstAndTheOthersAreCounted() throws {
    let made = try (1...30).map { try temporary.startRun(plan(seed: $0)).run }
    #expect(try store.runs(newest: 20).map(\.id) == Array(made.reversed().prefix(20)))
    #expect(try store.runs().map(\.id) == made.reversed())
    #expect(try store.runCount() == 30)
    #expect(try store.run("last").id == made[29])
  }

  @Test func aBeginningOfSeveralNamesIsAmbiguousAndAWholeNameIsNot() throws {
    let made = try (1...40).map { try temporary.startRun(plan(seed: $0)).run.text }
    let digits = Dictionary(grouping: made) { String($0.prefix(1)) }
    let shared = try #require(digits.first { $0.value.count > 1 })
    #expect(throws: StoreError.ambiguous(shared.key, count: shared.value.count)) {
      try store.run(shared.key)
    }
    for name in made { #expect(try store.run(name).id.text == name) }
    #expect(throws: StoreError.noSuchRun("", nearest: nil)) { try store.run("") }
  }

  @Test func aSlipInANameGetsTheNearest() throws {
    let name = try temporary.startRun(plan()).run.text
    let slip = String(name.dropLast()) + "x"
    #expect(throws: StoreError.noSuchRun(slip, nearest: name)) { try store.run(slip) }
  }

  @Test func theSamePlanHasTheSameNameInEveryStoreAndAnotherInEachTurn() throws {
    let other = try TemporaryStore()
    _ = try other.startRun(plan(seed: 99))
    var names: [String] = []
    for _ in 1...3 {
      let (here, there) = (try temporary.startRun(plan()), try other.startRun(plan()))
      #expect(here.run == there.run)
      names.append(here.run.text)
      try store.setState(of: here, to: .finished)
      try other.store.setState(of: there, to: .finished)
    }
    #expect(Set(names).count == 3)
  }

  @Test func theNameOfAForgottenRunIsNotGivenAgain() throws {
    var names: [String] = []
    for turn in 1...3 {
      let session = try temporary.startRun(plan())
      names.append(session.run.text)
      try store.setState(of: session, to: .finished)
      temporary.endTurn()
      guard turn == 2 else { continue }
      let lease = try store.lease(for: "llamero gc", scope: .store)
      _ = try store.collectGarbage(KeepRule(newestRuns: 1, grace: 0), under: lease)
      lease.release()
      #expect(try store.runs().map(\.id.text) == [names[1]])
    }
    #expect(Set(names).count == 3)
  }
}
