import Artifacts
import Foundation
import Testing

/// What processes once did to a store, and what came of it, is what comes of it today.
///
/// Each line of `Fixtures/histories.txt` is a history: what two processes did, and the outcome.
/// After a deliberate change of the rules, `LLAMERO_RECORD=1 make test` writes the outcomes anew.
struct HistoryTests {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures/histories.txt")

  @Test func recordedHistoriesComeOutAsTheyDid() throws {
    if ProcessInfo.processInfo.environment["LLAMERO_RECORD"] != nil { try Self.record() }
    let lines = try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n")
    #expect(lines.count >= 50)
    for line in lines {
      let parts = line.components(separatedBy: " => ")
      let outcome = try Replay().outcome(of: parts[0].split(separator: " ").map(String.init))
      #expect(outcome == parts[1], "\(parts[0])")
    }
  }

  private static func record() throws {
    let lines = try (1...60 as ClosedRange<UInt64>).map { seed in
      var random = SplitMix(state: seed)
      let chosen = (0..<24).map { _ in
        Replay.deeds[Int(random.next() % UInt64(Replay.deeds.count))]
      }
      let deeds = ["A.take", "A.start", "A.begin"] + chosen
      return "\(deeds.joined(separator: " ")) => \(try Replay().outcome(of: deeds))\n"
    }
    try Data(lines.joined().utf8).write(to: file)
  }
}

/// Two processes, A and B, and the store they share.
private final class Replay {
  /// What can be done: by A, by B, or by nobody. Likely deeds are named more often.
  static let deeds =
    ["A", "B"].flatMap { name in
      ["take", "take", "start", "start", "begin", "begin", "save", "save", "finish", "end", "fail"]
        .map { "\(name).\($0)" }
    } + ["beat", "sleep", "kill", "cancel", "collect"]

  private let temporary: TemporaryStore
  private let machine = ToyMachine()
  private var stores: [String: ArtifactStore] = [:]
  private var leases: [String: Lease] = [:]
  private var sessions: [String: RunSession] = [:]
  private var step = 0

  init() throws {
    temporary = try TemporaryStore()
    for name in ["A", "B"] { stores[name] = try temporary.opened(on: machine) }
  }

  /// Does everything in order; what is refused is part of the outcome.
  func outcome(of deeds: [String]) throws -> String {
    let words = deeds.map { deed in
      do {
        return try perform(deed)
      } catch let error as StoreError {
        return Self.word(error)
      } catch {
        return "error"
      }
    }
    for lease in leases.values { lease.release() }
    let runs = try temporary.store.runs()
    let events = try runs.flatMap { try temporary.store.events(of: $0.id) }.map(\.kind.rawValue)
    let states = try runs.map { run in
      let stages = try temporary.store.stages(of: run.id).map(\.state.rawValue)
      return "\(run.state.rawValue)(\(stages.joined(separator: ",")))"
    }
    return [words, states, events].map { $0.joined(separator: " ") }.joined(separator: " | ")
  }

  private func perform(_ deed: String) throws -> String {
    let parts = deed.split(separator: ".").map(String.init)
    guard parts.count == 2 else { return try happen(deed) }
    let name = parts[0]
    guard let store = stores[name] else { return "none" }
    if parts[1] == "take" {
      leases[name] = try store.lease(for: name)
      return "\(leases[name]?.token ?? 0)"
    }
    guard let lease = leases[name] else { return "-" }
    if parts[1] == "start" {
      sessions[name] = try store.startRun(plan(), under: lease)
      return "ok"
    }
    guard let session = sessions[name] else { return "-" }
    try work(parts[1], store, session)
    return "ok"
  }

  private func work(_ deed: String, _ store: ArtifactStore, _ session: RunSession) throws {
    let work = computation("work")
    step += 1
    switch deed {
    case "begin": try store.begin(work, stage: "first", in: session)
    case "save":
      try store.saveCheckpoint(
        try temporary.folder(["state": "\(step)"]), at: CheckpointPlace(step: step), metrics: [],
        of: work.key, stage: "first", in: session)
    case "finish":
      let finished = FinishedWork(
        outputs: ["model": (try temporary.folder(["file": "result"]), "model")], sections: [],
        metrics: [], seconds: 1)
      _ = try store.finish(work.key, stage: "first", with: finished, in: session)
    case "end": try store.setState(of: session, to: .finished)
    default: try store.setState(of: session, to: .failed, error: "why")
    }
  }

  /// Things that no process does.
  private func happen(_ deed: String) throws -> String {
    switch deed {
    case "beat":
      let beats = try ["A", "B"].map { name in
        try leases[name].map { try temporary.store.beat($0.token) } ?? false
      }
      return "\(beats)".filter { !" ".contains($0) }
    case "sleep": machine.pass(seconds: 20)
    case "kill":
      leases.removeAll()
      sessions.removeAll()
      machine.pass(seconds: 20)
    case "cancel": try temporary.store.cancel(try temporary.store.run("last").id)
    default:
      let lease = try temporary.opened(on: machine).lease(for: "gc", scope: .store)
      defer { lease.release() }
      let report = try temporary.store.collectGarbage(KeepRule(newestRuns: 1), under: lease)
      return "\(report.runs.count)"
    }
    return "ok"
  }

  private static func word(_ error: StoreError) -> String {
    switch error {
    case .lostRun: "lost"
    case .locked: "locked"
    case .runningElsewhere: "elsewhere"
    case .noSuchRun: "absent"
    case .finishedRun: "over"
    case .database: "refused"
    default: "\(error)"
    }
  }
}
