import Artifacts
import Foundation
import Testing

struct CollectionTests {
  private let temporary: TemporaryStore
  private var store: ArtifactStore { temporary.store }

  init() throws { temporary = try TemporaryStore() }

  /// Runs a plan of one stage to its end; its output holds the text.
  @discardableResult
  private func run(_ text: String, seed: UInt64) throws -> (run: RunID, output: ArtifactDigest) {
    let session = try temporary.startRun(plan(seed: seed))
    let work = computation(text)
    try store.begin(work, stage: "first", in: session)
    let finished = FinishedWork(
      outputs: ["model": (try temporary.folder(["file": text]), "model")], sections: [],
      metrics: [], seconds: 1)
    let outputs = try store.finish(work.key, stage: "first", with: finished, in: session)
    try store.setState(of: session, to: .finished)
    temporary.endTurn()
    return (session.run, try #require(outputs["model"]))
  }

  private func collect(keep: Int? = nil, grace: Double = 0) throws -> GarbageReport {
    let lease = try store.lease(for: "llamero gc", scope: .store)
    defer { lease.release() }
    return try store.collectGarbage(KeepRule(newestRuns: keep, grace: grace), under: lease)
  }

  @Test func nothingGoesWhileRunsNameIt() throws {
    let kept = try run("one", seed: 1)
    let report = try collect()
    #expect(report == GarbageReport())
    #expect(try store.intactArtifact(kept.output) != nil)
  }

  @Test func forgottenRunsTakeTheirBytesWithThem() throws {
    let old = try run("old", seed: 1)
    let new = try run("new", seed: 2)
    let report = try collect(keep: 1)
    #expect(report.runs == [old.run])
    #expect(report.artifacts == [old.output])
    #expect(report.condemnedBlobs == 1 && report.removedBlobs == 1 && report.removedBytes == 3)
    #expect(try store.runs().map(\.id) == [new.run])
    #expect(try temporary.blobFiles().count == 1)
    #expect(try store.inspect().findings.isEmpty)
  }

  @Test func questionsKeepTheResultOfTheirStageAndOfNoOther() throws {
    let session = try temporary.startRun(plan(seed: 9))
    let asking = computation("asks")
    try store.begin(asking, stage: "first", in: session)
    let question = Question(
      id: "q", index: 0, messages: [], first: "a", second: "b", asksSafety: false,
      firstIsLeft: true)
    try store.ask([question], for: asking.key, in: session)
    try store.setState(of: session, to: .failed)
    temporary.endTurn()
    let old = try run("old", seed: 1)
    try run("new", seed: 2)
    let report = try collect(keep: 1)
    #expect(report.artifacts == [old.output])
    #expect(report.removedBlobs == 1)
  }

  @Test func bytesWaitForTheEndOfTheGracePeriod() throws {
    try run("old", seed: 1)
    try run("new", seed: 2)
    #expect(try collect(keep: 1, grace: 3600).removedBlobs == 0)
    #expect(try temporary.blobFiles().count == 2)
    #expect(try store.inspect().findings.isEmpty)
    #expect(try collect(keep: 1, grace: 0).removedBlobs == 1)
    #expect(try temporary.blobFiles().count == 1)
  }

  @Test func condemnedBytesThatAreMadeAgainStay() throws {
    try run("same", seed: 1)
    try run("new", seed: 2)
    _ = try collect(keep: 1, grace: 3600)
    let again = try run("same", seed: 3)
    #expect(try collect(keep: 2, grace: 0).removedBlobs == 0)
    #expect(try store.intactArtifact(again.output) != nil)
  }

  @Test func pinnedRunsAndArtifactsStay() throws {
    let first = try run("first", seed: 1)
    let second = try run("second", seed: 2)
    try run("third", seed: 3)
    try store.pin(first.run.text)
    try store.pin(second.output.hexadecimal)
    let report = try collect(keep: 1)
    #expect(report.runs == [second.run])
    #expect(try store.intactArtifact(first.output) != nil)
    #expect(try store.intactArtifact(second.output) != nil)
    #expect(try store.unpin(second.output.hexadecimal))
    #expect(try !store.unpin(second.output.hexadecimal))
    #expect(try collect(keep: 1).removedBlobs == 1)
  }

  @Test func dryRunSaysTheSameAndChangesNothing() throws {
    try run("old", seed: 1)
    try run("new", seed: 2)
    let planned = try store.plannedCollection(KeepRule(newestRuns: 1))
    #expect(try store.runs().count == 2)
    var done = try collect(keep: 1)
    done.removedBlobs = 0
    done.removedBytes = 0
    #expect(planned == done)
  }

  @Test func filesWithoutARowGo() throws {
    let name = String(repeating: "a", count: 64)
    let stray = temporary.home.appending(path: "blobs/aa/\(name)")
    try FileManager.default.createDirectory(
      at: stray.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("stray".utf8).write(to: stray)
    #expect(try store.inspect().findings.map(\.kind) == [.strayBytes])
    #expect(try collect(grace: 3600).removedBlobs == 0)
    #expect(try collect().removedBlobs == 1)
    #expect(try temporary.blobFiles().isEmpty)
  }

  @Test func collectedStageIsComputedAgainAndSaysWhy() throws {
    try run("old", seed: 1)
    try run("new", seed: 2)
    _ = try collect(keep: 1)
    let session = try temporary.startRun(plan(seed: 1))
    #expect(try store.begin(computation("old"), stage: "first", in: session) == .collected)
  }

  /// Graphs of results that share outputs: what a kept run reaches stays, and after the second
  /// collection nothing else is left.
  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func randomGraphsKeepWhatIsReachableAndNothingElse(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    var outputs: [RunID: Set<ArtifactDigest>] = [:]
    for number in 1...8 as ClosedRange<UInt64> {
      let session = try temporary.startRun(plan(["a", "b"], seed: number))
      for stage in ["a", "b"] {
        let digests = try make("\(random.next() % 5)", stage, session)
        outputs[session.run, default: []].formUnion(digests)
      }
      try store.setState(of: session, to: .finished)
      temporary.endTurn()
    }
    let keep = Int(random.next() % 9)
    _ = try collect(keep: keep)
    _ = try collect(keep: keep)
    let kept = Set(try store.runs().flatMap { outputs[$0.id, default: []] })
    for digest in Set(outputs.values.joined()) {
      #expect(try (store.intactArtifact(digest) != nil) == kept.contains(digest))
    }
    #expect(try temporary.blobFiles().count == kept.count)
    #expect(try store.inspect().findings.isEmpty)
  }

  /// Uses the result of a text, or computes it.
  private func make(
    _ text: String, _ stage: String, _ session: RunSession
  ) throws -> [ArtifactDigest] {
    let work = computation(text)
    if let finished = try store.finishedOutputs(of: work.key) {
      #expect(try store.useResult(finished, of: work.key, forStage: stage, in: session))
      return Array(finished.values)
    }
    try store.begin(work, stage: stage, in: session)
    let finished = FinishedWork(
      outputs: ["model": (try temporary.folder(["file": text]), "model")], sections: [],
      metrics: [], seconds: 1)
    return Array(try store.finish(work.key, stage: stage, with: finished, in: session).values)
  }
}
