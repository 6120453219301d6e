import Artifacts
import Foundation
import Labels
import Pipelines
import Testing

struct RunnerTests {
  private let bench: Workbench
  private let yaml = """
    name: toy
    stages:
      n: {kind: numbers}
      c: {kind: count}
      j: {kind: join, first: n.numbers}
    """

  init() throws { bench = try Workbench() }

  @Test func pipelineRunsInOrderAndLeavesItsResults() throws {
    guard case .finished(let run) = try bench.run(yaml) else { return #expect(Bool(false)) }
    #expect(
      bench.journal.entries == [
        "new", "start n", "finish n", "start c", "from 0", "checkpoint 3", "checkpoint 6",
        "checkpoint 9", "finish c", "start j", "finish j",
      ])
    #expect(try bench.store.run("last").id == run)
    #expect(try bench.store.run("last").state == .finished)
    #expect(try bench.text("c", "total", "total") == "10")
    #expect(try bench.text("j", "text", "text.txt")?.hasPrefix("0 1 2 ") == true)
    let key = try #require(try bench.stages()[0].key)
    #expect(try bench.store.sections(of: key).map(\.title) == ["Numbers"])
    #expect(try bench.store.metrics(of: key) == [MetricPoint(name: "count", step: 0, value: 3)])
    #expect(try bench.store.stageKind("numbers")?.metrics[0].sentence == "How many.")
    let leftovers = bench.home.appending(path: "temporary")
    #expect((try? FileManager.default.contentsOfDirectory(atPath: leftovers.path)) ?? [] == [])
  }

  @Test func secondRunIsNewAndSkipsEverything() throws {
    let first = try bench.run(yaml).run
    let outputs = try bench.stages().map(\.outputs)
    bench.journal.plan()
    let second = try bench.run(yaml).run
    #expect(first != second)
    #expect(bench.journal.entries == ["new", "skip n", "skip c", "skip j"])
    #expect(try bench.stages().allSatisfy { $0.skipped && $0.state == .finished })
    #expect(try bench.stages().map(\.outputs) == outputs)
    let key = try #require(try bench.stages()[0].key)
    #expect(try bench.store.sections(of: key).map(\.title) == ["Numbers"])
  }

  @Test func changedOptionRecomputesOnlyWhatDependsOnIt() throws {
    try bench.run(yaml)
    bench.journal.plan()
    try bench.run(yaml, "n.count=4")
    #expect(
      bench.journal.entries == ["new", "start n", "finish n", "skip c", "start j", "finish j"])
  }

  @Test(arguments: 1...9)
  func stoppedStageResumesToTheSameResult(step: Int) throws {
    let reference = try Workbench()
    try reference.run(yaml)
    bench.journal.plan(stopsAfter: step)
    let outcome = try bench.run(yaml)
    #expect(outcome == .stopped(outcome.run, stage: "c"))
    #expect(try bench.store.run("last").state == .interrupted)
    #expect(try bench.stages().map(\.state) == [.finished, .interrupted, .waiting])
    bench.journal.plan()
    #expect(try bench.run(yaml) == .finished(outcome.run))
    #expect(
      bench.journal.entries.prefix(4) == [
        "continue", "skip n", "start c at \(step)", "from \(step)",
      ])
    let stages = (try bench.stages(), try reference.stages())
    #expect(stages.0.map(\.outputs) == stages.1.map(\.outputs))
    #expect(stages.0.map(\.key) == stages.1.map(\.key))
    #expect(!stages.0[0].skipped)
    let key = try #require(stages.0[1].key)
    #expect(try bench.store.metrics(of: key) == reference.store.metrics(of: key))
    #expect(try bench.store.metrics(of: key).count == 10)
  }

  @Test(arguments: [1, 5, 9])
  func failedStageIsNamedAndResumesFromItsCheckpoint(step: Int) throws {
    bench.journal.plan(breaksAt: step)
    let error = #expect(throws: PipelineError.self) { try bench.run(yaml) }
    #expect(error?.description == "Stage 'c' failed: it broke at step \(step).")
    let run = try bench.store.run("last")
    #expect(run.state == .failed)
    #expect(run.error == "c: it broke at step \(step).")
    let key = try #require(try bench.stages()[1].key)
    let saved = step / 3 * 3
    #expect(try bench.store.metrics(of: key).count == saved)
    bench.journal.plan()
    #expect(try bench.run(yaml) == .finished(run.id))
    #expect(bench.journal.entries.contains("from \(saved)"))
    #expect(try bench.store.metrics(of: key).map(\.step) == Array(1...10))
    #expect(try bench.stages()[1].error == nil)
  }

  @Test func untilStopsAfterTheStageAndTheRunGoesOnLater() throws {
    let pipeline = try bench.pipeline(yaml)
    let outcome = try bench.runner().run(pipeline, until: "n")
    #expect(outcome == .reachedStage(outcome.run, stage: "n"))
    #expect(try bench.store.run("last").state == .waiting)
    #expect(try bench.stages().map(\.state) == [.finished, .waiting, .waiting])
    #expect(try bench.run(yaml) == .finished(outcome.run))
  }

  @Test func fromComputesTheStageAndLaterOnesAgain() throws {
    try bench.run(yaml)
    let outputs = try bench.stages().map(\.outputs)
    bench.journal.plan()
    _ = try bench.runner().run(try bench.pipeline(yaml), from: "c")
    #expect(bench.journal.entries.contains("skip n"))
    #expect(bench.journal.entries.contains("from 0"))
    #expect(bench.journal.entries.contains("finish j"))
    #expect(try bench.stages().map(\.outputs) == outputs)
    let key = try #require(try bench.stages()[1].key)
    #expect(try bench.store.metrics(of: key).count == 10)
  }

  @Test func damagedResultIsComputedAgain() throws {
    try bench.run(yaml)
    let digest = try #require(try bench.stages()[0].outputs["numbers"])
    let file = try bench.store.artifact(digest).url("numbers.txt")
    try FileManager.default.removeItem(at: file)
    bench.journal.plan()
    try bench.run(yaml)
    #expect(
      bench.journal.entries == ["new", "damaged n", "start n", "finish n", "skip c", "skip j"])
    #expect(try bench.store.artifact(digest).url("numbers.txt") == file)
  }

  @Test func peopleAreWaitedForAndTheRunGoesOn() throws {
    let yaml = "stages:\n  a: {kind: ask}"
    let outcome = try bench.run(yaml)
    #expect(
      outcome == .waitingForPeople(outcome.run, stage: "a", reason: "2 answers are missing"))
    #expect(try bench.store.run("last").state == .waitingForPeople)
    let open = try #require(try bench.store.openCollections().first)
    #expect(open.stage == "a")
    for question in try bench.store.questions(in: open.id) {
      try bench.store.append(
        Answer(
          id: question.id, of: question, .prefers(.second, .slightly), annotator: "x",
          createdAt: Date()))
    }
    #expect(try bench.run(yaml) == .finished(outcome.run))
    #expect(try bench.text("a", "answers", "answers") == "secondsecond")
    #expect(try bench.store.openCollections().isEmpty)
  }

  @Test func unknownStageOfAnOptionIsExplained() throws {
    let pipeline = try bench.pipeline("stages: {train: {kind: count}}")
    let error = #expect(throws: PipelineError.self) {
      try bench.runner().run(pipeline, until: "trian")
    }
    #expect(
      error?.description
        == "--until trian: the pipeline has no stage 'trian'; did you mean 'train'?")
    #expect(try bench.store.runs().isEmpty)
  }

  @Test func aRunBesideAProcessThatNeedsTheStoreAloneIsRefused() throws {
    let lease = try bench.store.lease(for: "other", scope: .store)
    #expect(throws: StoreError.self) { try bench.run(yaml) }
    #expect(try bench.store.runs().isEmpty)
    lease.release()
  }

  @Test func aRunOfOtherStagesGoesOnBesideAnother() throws {
    let lease = try bench.store.lease(for: "other")
    try bench.run(yaml)
    #expect(try bench.store.run("last").state == .finished)
    lease.release()
  }

  @Test func missingOutsideFileIsNamed() throws {
    let error = #expect(throws: PipelineError.self) {
      try bench.run("stages:\n  n: {kind: numbers}\n  base: {kind: import, path: absent.txt}")
    }
    let path = bench.home.appending(path: "absent.txt").path
    #expect(
      error?.description
        == "toy.yaml:3: base.path names \(path), which does not exist; "
        + "check the path, or name the folder it lies in with --data.")
    #expect(try bench.store.runs().isEmpty)
    #expect(bench.journal.entries.isEmpty)
  }

  @Test func outputThatWasNotWrittenIsAnError() throws {
    let error = #expect(throws: PipelineError.self) { try bench.run("stages: {e: {kind: empty}}") }
    #expect(error?.description.contains("finished without writing its output 'out'") == true)
    #expect(try bench.stages()[0].state == .failed)
  }

  @Test func stopBetweenStagesLeavesTheNextOneWaiting() throws {
    bench.journal.plan(stopsAfter: 0)
    let outcome = try bench.run(yaml)
    #expect(outcome == .stopped(outcome.run, stage: "n"))
    #expect(try bench.stages().allSatisfy { $0.state == .waiting })
  }
}
