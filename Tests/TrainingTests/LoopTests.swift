import Autograd
import Foundation
import TensorTestSupport
import Tensors
import Testing
import Training

/// A task with one weight that learns a different target each step.
private final class ToyTask: WholeStepTask {
  let weight: Parameter
  let optimizer: Optimizer
  var totalSteps = 12
  var target: Float = 1
  let headline = "train/loss"
  var seen = 0

  init() {
    let backend = ReferenceBackend()
    weight = Parameter("weight", backend.tensor([1, -2], shape: [1, 2]))
    optimizer = Optimizer([weight])
  }

  var optimizers: [String: Optimizer] { ["model": optimizer] }

  func step(_ index: Int) throws -> [Metric] {
    let tape = Tape()
    let backend = weight.backend
    let x = Variable(backend.tensor([1, Float(index % 3)], shape: [1, 2]), tape: tape)
    let y = x.linear(weight)
    let error = y.value.scalars()[0] - target
    tape.backward(from: [(y, backend.tensor([error], shape: [1, 1]))])
    let norm = try optimizer.step(learningRate: 0.1)
    seen += 1
    return [Metric("train/loss", Double(error * error)), Metric("train/norm", norm)]
  }

  func savedState() throws -> Data { Data("\(seen)".utf8) }
  func restore(_ state: Data) throws { seen = Int(String(decoding: state, as: UTF8.self)) ?? -1 }
}

/// A sink that keeps everything in memory and stops where it is told to.
private final class ToySink: LoopSink {
  struct Stopped: Error {}
  let folder = FileManager.default.temporaryDirectory.appending(path: "loop-\(UUID())")
  var stopAfter: Int?
  var done = 0
  var records: [String] = []
  var checkpoint: [String: URL]?

  deinit { try? FileManager.default.removeItem(at: folder) }

  func record(_ metric: Metric, step: Int) {
    records.append("\(step) \(metric.name) \(metric.value)")
  }
  func progress(done: Int, total: Int, note: String) { self.done = done }
  func saveCheckpoint(at place: LoopPlace, _ fill: (URL) throws -> Void) throws {
    let url = folder.appending(path: "\(place.step).\(place.part)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try fill(url)
    let names = try FileManager.default.contentsOfDirectory(atPath: url.path())
    checkpoint = Dictionary(uniqueKeysWithValues: names.map { ($0, url.appending(path: $0)) })
  }
  func latestCheckpoint() -> [String: URL]? { checkpoint }
  func shouldStop() -> Bool { done == stopAfter }
  func stopped() -> any Error { Stopped() }
}

@Suite struct LoopTests {
  @Test(arguments: 1..<12)
  func aStoppedRunGoesOnToTheSameBits(stop: Int) throws {
    let (whole, wholeSink) = (ToyTask(), ToySink())
    try Loop(CheckpointPace(interval: 5)).run(whole, wholeSink)
    let sink = ToySink()
    sink.stopAfter = stop
    #expect(throws: ToySink.Stopped.self) {
      try Loop(CheckpointPace(interval: 5)).run(ToyTask(), sink)
    }
    #expect(sink.records.count == 2 * stop)
    sink.stopAfter = nil
    let resumed = ToyTask()
    try Loop(CheckpointPace(interval: 5)).run(resumed, sink)
    #expect(resumed.weight.value.scalars() == whole.weight.value.scalars())
    #expect(sink.records == wholeSink.records)
    #expect(resumed.seen == 12)
  }

  @Test func aCheckpointOfAnotherShapeIsRefused() throws {
    let sink = ToySink()
    sink.stopAfter = 3
    #expect(throws: ToySink.Stopped.self) {
      try Loop(CheckpointPace(interval: 5)).run(ToyTask(), sink)
    }
    sink.checkpoint?["state"] = nil
    #expect(throws: TrainingError.self) {
      try Loop(CheckpointPace(interval: 5)).run(ToyTask(), sink)
    }
  }

  @Test func gradientsThatAreNotFiniteAreSkippedThenEndTheRun() throws {
    let backend = ReferenceBackend()
    let weight = Parameter("weight", backend.tensor([1], shape: [1]))
    let optimizer = Optimizer([weight])
    func poison() throws {
      if let sum = weight.accumulator() { backend.fill(sum, with: .nan) }
      try optimizer.step(learningRate: 1)
    }
    for _ in 0..<9 { try poison() }
    #expect(weight.value.scalars() == [1])
    #expect(optimizer.skipped == 9)
    #expect(throws: TrainingError.diverged(step: 0, inARow: 10)) { try poison() }
  }

  @Test func aRunThatSkippedEveryStepHasNotFinished() throws {
    let task = ToyTask()
    (task.totalSteps, task.target) = (3, .nan)
    #expect(throws: TrainingError.diverged(step: 0, inARow: 3)) {
      try Loop(CheckpointPace(interval: 5)).run(task, ToySink())
    }
  }

  @Test func theWholeGradientIsClippedAsOneVector() throws {
    let backend = ReferenceBackend()
    let weights = ["a", "b"].map { Parameter($0, backend.tensor([0], shape: [1])) }
    let optimizer = Optimizer(weights, clip: 1)
    for (weight, value) in zip(weights, [Float(3), 4]) {
      if let sum = weight.accumulator() { backend.fill(sum, with: value) }
    }
    #expect(try optimizer.step(learningRate: 0) == 5)
    #expect(weights.allSatisfy { $0.gradient?.scalars() == [0] })
  }

  @Test func budgetsCutConsecutiveRows() {
    let budget = TokenBudget(tokens: 10)
    #expect(budget.pieces([4, 6, 1, 12, 3, 3]) == [0..<2, 2..<3, 3..<4, 4..<6])
    #expect(budget.pieces([]) == [])
  }
}
