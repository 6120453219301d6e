import Artifacts
import Foundation
import Glibc
import Logging
import Preferences

/// Many people judge at once while the server is killed: what was confirmed is there, once.
struct LoadSweep: Sendable {
  let programs: Programs
  let tally: Tally
  let plan: LoadPlan

  /// Runs the whole plan; returns what the people saw.
  func run() throws -> LoadRecord {
    let workplace = try Workplace(
      programs, folder: programs.scratch.appending(path: "people-load"))
    let (collection, secrets) = try ask(at: workplace.home)
    var server = try started(workplace)
    let record = LoadRecord(port: server.client.port)
    let cookies = secrets.compactMap { server.client.join($0) }
    guard cookies.count == secrets.count else { throw SweepError.serverEnded("nobody came in") }
    let people = cookies.enumerated().map { number, cookie in
      Self.thread { [plan] in
        var person = LoadPerson(number, in: collection, cookie: cookie, plan, record)
        person.work()
      }
    }
    for _ in 0..<plan.kills {
      Thread.sleep(forTimeInterval: plan.seconds / Double(plan.kills + 1))
      server.child.send(SIGKILL)
      _ = server.child.wait()
      server = try started(workplace)
      record.port = server.client.port
    }
    for person in people { person.wait() }
    let end = try server.stop()
    var faults = end.isSuccess ? [] : ["the server ended with \(end.end): \(end.complaint)"]
    faults += try differences(record, collection, workplace.home)
    tally.count("\(record.acknowledged.count) judgements", faults)
    return record
  }

  private func started(_ workplace: Workplace) throws -> PageServer {
    guard let server = try PageServer(workplace) else {
      throw SweepError.serverEnded("it was killed before it had an address")
    }
    return server
  }

  private static func thread(_ body: @escaping @Sendable () -> Void) -> DispatchSemaphore {
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      body()
      done.signal()
    }
    thread.start()
    return done
  }

  /// Makes a store that waits for judgements, and people who may give them.
  private func ask(at home: URL) throws -> (collection: String, secrets: [String]) {
    try? FileManager.default.removeItem(at: home)
    let store = try ArtifactStore(home: home, logger: Logger(label: "sweeps"))
    let lease = try store.lease(for: "llamero run")
    defer { lease.release() }
    let session = try store.startRun(
      RunPlan(
        pipeline: "load", file: "load.yaml", seed: 1, definition: "{}", command: "llamero run",
        stages: [.init(name: "judged", kind: "collect", configuration: "{}")]), under: lease)
    let key = StageKey(hashing: "load")
    try store.begin(
      Computation(
        key: key, kind: "collect", version: 1, configuration: "{}", seed: 1, inputs: [:]),
      stage: "judged", in: session)
    let questions = (0..<plan.pairs).map { index in
      Question(
        id: "pair \(index)", index: index,
        messages: [QuestionMessage(role: "user", content: "Question \(index)?")],
        first: "Answer \(index).", second: "Another.", asksSafety: false, firstIsLeft: true)
    }
    let collection = try store.ask(
      questions, as: AskingPlan(overlap: LoadPlan.overlap), for: key, in: session)
    let invitations = (0..<plan.people).map { _ in Invitation() }
    for (number, invitation) in invitations.enumerated() {
      _ = try store.addPerson(
        named: "person \(number)", role: .annotator, invitation: invitation.digest,
        until: Date() + 86_400)
    }
    return (collection, invitations.map(\.secret))
  }

  /// Returns how what is stored differs from what was confirmed.
  private func differences(
    _ record: LoadRecord, _ collection: String, _ home: URL
  ) throws -> [String] {
    let store = try StoreFacts.open(home)
    let answers = try store.answers(in: collection)
    let stored = Set(answers.map(\.id))
    let acknowledged = record.acknowledged
    let pairs = Dictionary(grouping: answers) { [$0.annotator, $0.question] }
    let report = try store.inspect()
    let counts = [
      ("confirmed judgements are not stored", acknowledged.subtracting(stored).count),
      ("judgements are stored that nobody confirmed", stored.subtracting(acknowledged).count),
      ("pairs were judged twice by one person", pairs.count { $0.value.count > 1 }),
      ("requests were refused", record.refusals.values.reduce(0, +)),
      ("findings of fsck are damage", report.isSound ? 0 : report.findings.count),
    ]
    return counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
  }
}
