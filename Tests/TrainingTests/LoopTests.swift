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
  let headline = "train/loss"
  var seen = 0
  var target: Float = 1
  var learns = true

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
    let error = learns ? y.value.scalars()[0] - target : 0
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
  struct Lost: Error {}
  let folder = FileManager.default.temporaryDirectory.appending(path: "loop-\(UUID())")
  var stopAfter: Int?
  var failsAfter: Int?
  var done = 0
  var records: [String] = []
  var decisions = 0
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
  func decide(at place: LoopPlace, checkpointIsDue: Bool) throws -> LoopDecision {
    decisions += 1
    if done == failsAfter { throw Lost() }
    return LoopDecision(stops: done == stopAfter, checkpointIsDue: checkpointIsDue)
  }
  func stopped() -> any Error { Stopped() }
}

/// The toy task, whose weights are best after four steps and which ends after seven.
private final class StoppingTask: WholeStepTask {
  let toy = ToyTask()
  let keptWeights: KeptWeights?
  let headline = "train/loss"
  var stopping = EarlyStopping(patience: 3)

  init(in folder: URL) throws {
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    keptWeights = KeptWeights([toy.weight], as: "best", in: folder)
  }

  var totalSteps: Int { toy.totalSteps }
  var optimizers: [String: Optimizer] { toy.optimizers }
  var reasonToStop: String? { stopping.isExhausted ? "no improvement" : nil }
  func step(_ index: Int) throws -> [Metric] { try toy.step(index) }
  func savedState() throws -> Data { try JSONEncoder().encode(stopping) }
  func restore(_ state: Data) throws {
    stopping = try JSONDecoder().decode(EarlyStopping.self, from: state)
  }

  func evaluate(after done: Int) throws -> [Metric] {
    let value = -abs(Double(done) - 4)
    if stopping.add(value, after: done) { try keptWeights?.keep() }
    return [Metric("heldOut/criterion", value)]
  }

  func finish() throws { try keptWeights?.takeBack() }
}

@Suite struct LoopTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "kept-\(UUID())")

  /// The weights after a number of steps.
  private func weights(after steps: Int) throws -> [Float] {
    let task = ToyTask()
    for index in 0..<steps { _ = try task.step(index) }
    return task.weight.value.scalars()
  }

  @Test func aTaskThatStopsEarlyEndsWithItsBestWeights() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let (task, sink) = (try StoppingTask(in: folder), ToySink())
    try Loop(CheckpointPace(interval: 5)).run(task, sink)
    #expect(sink.done == 7 && task.toy.seen == 7)
    #expect(try task.toy.weight.value.scalars() == weights(after: 4))
    #expect(sink.records.count { $0.contains("heldOut/criterion") } == 8)
  }

  @Test(arguments: 1..<7)
  func aStoppedRunGoesOnToTheSameBestWeights(stop: Int) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let wholeSink = ToySink()
    try Loop(CheckpointPace(interval: 5)).run(StoppingTask(in: folder), wholeSink)
    let sink = ToySink()
    sink.stopAfter = stop
    #expect(throws: ToySink.Stopped.self) {
      try Loop(CheckpointPace(interval: 5)).run(StoppingTask(in: folder), sink)
    }
    sink.stopAfter = nil
    let resumed = try StoppingTask(in: folder)
    try Loop(CheckpointPace(interval: 5)).run(resumed, sink)
    #expect(try resumed.toy.weight.value.scalars() == weights(after: 4))
    #expect(sink.records == wholeSink.records)
  }

  @Test func aCheckpointWithoutTheBestWeightsIsRefused() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let sink = ToySink()
    sink.stopAfter = 5
    #expect(throws: ToySink.Stopped.self) {
      try Loop(CheckpointPace(interval: 5)).run(StoppingTask(in: folder), sink)
    }
    #expect(sink.checkpoint?.removeValue(forKey: "best.safetensors") != nil)
    #expect(throws: TrainingError.self) {
      try Loop(CheckpointPace(interval: 5)).run(StoppingTask(in: folder), sink)
    }
  }

  @Test func aRunWithoutOneFiniteGradientFails() throws {
    func run(steps: Int) throws {
      let task = ToyTask()
      task.target = .nan
      task.totalSteps = steps
      try Loop(CheckpointPace(interval: 5)).run(task, ToySink())
    }
    #expect(throws: TrainingError.nothingLearned(optimizer: "model", skipped: 3)) {
      try run(steps: 3)
    }
    #expect(throws: TrainingError.diverged(step: 0, inARow: 10)) { try run(steps: 12) }
  }

  @Test func weightsThatAreNotFiniteAtTheEndFailTheRun() throws {
    let task = ToyTask()
    task.weight.backend.write([.infinity, 1], to: task.weight.value)
    task.totalSteps = 1
    task.learns = false
    #expect(throws: TrainingError.notFinite(weight: "weight")) {
      try Loop(CheckpointPace(interval: 5)).run(task, ToySink())
    }
  }

  @Test func stepsThatWereSkippedInARowAreCountedOnAfterAStop() throws {
    let sink = ToySink()
    sink.stopAfter = 6
    let task = ToyTask()
    task.target = .nan
    #expect(throws: ToySink.Stopped.self) {
      try Loop(CheckpointPace(interval: 1)).run(task, sink)
    }
    sink.stopAfter = nil
    let resumed = ToyTask()
    resumed.target = .nan
    #expect(throws: TrainingError.diverged(step: 0, inARow: 10)) {
      try Loop(CheckpointPace(interval: 1)).run(resumed, sink)
    }
    #expect(sink.done == 9)
  }

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

  @Test func theSinkDecidesOnceBetweenTwoSteps() throws {
    let sink = ToySink()
    try Loop(CheckpointPace(interval: 5)).run(ToyTask(), sink)
    #expect(sink.decisions == 11)
  }

  @Test func aSinkThatCannotGoOnEndsTheLoopWithoutACheckpoint() throws {
    let sink = ToySink()
    sink.failsAfter = 3
    #expect(throws: ToySink.Lost.self) {
      try Loop(CheckpointPace(interval: 1)).run(ToyTask(), sink)
    }
    #expect(sink.done == 3 && sink.checkpoint?["state"]?.path().contains("/2.0/") == true)
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
}
