import Artifacts
import Foundation
import Testing

struct RunLockTests {
  @Test func secondRunIsToldWhoRuns() throws {
    let temporary = try TemporaryStore()
    let lock = try temporary.store.lockForRunning(command: "llamero run a.yaml")
    let other = try temporary.reopened()
    let error = #expect(throws: StoreError.self) {
      try other.lockForRunning(command: "llamero run b.yaml")
    }
    let sentence = error?.description ?? ""
    let pid = ProcessInfo.processInfo.processIdentifier
    #expect(sentence.hasPrefix("The store at \(temporary.home.path) is in use by another run"))
    #expect(sentence.contains("(process \(pid), llamero run a.yaml, since 2"))
    withExtendedLifetime(lock) {}
  }

  @Test func lockIsFreeWhenItsHolderIsGone() throws {
    let temporary = try TemporaryStore()
    do {
      let lock = try temporary.store.lockForRunning(command: "first")
      #expect(temporary.store.isRunning)
      withExtendedLifetime(lock) {}
    }
    #expect(!temporary.store.isRunning)
    let lock = try temporary.store.lockForRunning(command: "second")
    withExtendedLifetime(lock) {}
  }

  @Test func pagesReadAndAnswerWhileARunHoldsTheLock() throws {
    let temporary = try TemporaryStore()
    let lock = try temporary.store.lockForRunning(command: "first")
    #expect(try temporary.reopened().runs().isEmpty)
    withExtendedLifetime(lock) {}
  }
}
