import Artifacts
import Foundation
import Logging
import Testing

/// Who may come in, until when, and that it is written down.
struct PersonTests {
  private let temporary: TemporaryStore
  private let clock = ToyClock()
  private let store: ArtifactStore
  private let digest = String(repeating: "d", count: 64)

  init() throws {
    temporary = try TemporaryStore()
    let clock = clock
    store = try ArtifactStore(
      home: temporary.home, logger: Logger(label: "test"), now: { clock.now })
  }

  private func add(_ name: String, _ digest: String) throws -> Person {
    try store.addPerson(
      named: name, role: .annotator, invitation: digest, until: clock.now + 100)
  }

  @Test func anInvitationIsValidUntilItsEnd() throws {
    #expect(try !store.hasPeople())
    let ann = try add("Ann", digest)
    #expect(try store.hasPeople())
    #expect(try store.personInvited(by: digest) == ann)
    #expect(try store.personInvited(by: String(repeating: "e", count: 64)) == nil)
    clock.pass(101)
    #expect(try store.personInvited(by: digest) == nil)
    let other = String(repeating: "f", count: 64)
    _ = try store.invite("Ann", by: other, until: clock.now + 5)
    #expect(try store.personInvited(by: other)?.id == ann.id)
  }

  @Test func whoIsShutOutHasNoInvitationAndNoSession() throws {
    let ann = try add("Ann", digest)
    try store.noteEntry(of: ann)
    _ = try store.revokePerson("Ann")
    #expect(try store.personInvited(by: digest) == nil)
    let now = try #require(try store.person(ann.id))
    #expect(!now.isActive && now.generation == 2)
    _ = try store.invite("Ann", by: digest, until: clock.now + 5)
    #expect(try store.person(ann.id)?.isActive == true)
    let actions = try store.auditEntries().map(\.action)
    #expect(actions == [.added, .entered, .revoked, .invited])
  }

  @Test func namesAreUniqueAndIdsSayNothing() throws {
    let ann = try add("Ann", digest)
    #expect(throws: StoreError.personExists("Ann")) {
      try add("Ann", String(repeating: "e", count: 64))
    }
    #expect(throws: StoreError.noSuchPerson("Ben")) { try store.revokePerson("Ben") }
    #expect(ann.id.count == 16 && ann.id.allSatisfy(\.isHexDigit))
    #expect(try store.auditEntries().count == 1)
  }
}
