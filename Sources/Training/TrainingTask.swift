package import Foundation

/// A task for the loop: numbered steps that update optimizers and a little further state.
///
/// Tasks whose steps have one part implement `step(_:)` of `WholeStepTask`.
package protocol TrainingTask: AnyObject {
  /// The number of steps.
  var totalSteps: Int { get }
  /// All optimizers by name; a checkpoint holds their parameters and moments.
  var optimizers: [String: Optimizer] { get }
  /// The metric that the progress line shows.
  var headline: String { get }
  /// The number of parts per step; the loop may stop or write a checkpoint between them.
  var partsOfStep: Int { get }
  /// Why training stops early; nil while it goes on.
  var reasonToStop: String? { get }
  /// Weights kept besides those being trained, such as the best so far.
  var keptWeights: KeptWeights? { get }
  /// Runs part `part` (from 0) of step `index` (from 0) and returns its metrics.
  func run(part: Int, ofStep index: Int) throws -> [Metric]
  /// Returns the metrics of an evaluation after `done` steps; empty if none is due.
  func evaluate(after done: Int) throws -> [Metric]
  /// Returns the state beyond the optimizers, such as counters and best-so-far.
  func savedState() throws -> Data
  /// Restores the state from a checkpoint.
  func restore(_ state: Data) throws
  /// After the last step, installs the final weights; throws if there are none.
  func finish() throws
}

/// A task whose steps have no parts: checkpoints fall between optimizer steps alone.
package protocol WholeStepTask: TrainingTask {
  /// Runs step `index` (from 0) and returns its metrics.
  func step(_ index: Int) throws -> [Metric]
}

extension WholeStepTask {
  package var partsOfStep: Int { 1 }
  package func run(part: Int, ofStep index: Int) throws -> [Metric] { try step(index) }
}

/// The position of a loop: whole steps done, and parts of the next step.
package struct LoopPlace: Codable, Hashable, Sendable {
  /// The number of whole steps done.
  package var step: Int
  /// The number of parts done of the next step.
  package var part = 0

  /// Creates a place.
  package init(step: Int, part: Int = 0) {
    self.step = step
    self.part = part
  }
}

extension TrainingTask {
  package var reasonToStop: String? { nil }
  package var keptWeights: KeptWeights? { nil }
  /// Leaves the weights as they are.
  package func finish() throws {}
  package func evaluate(after done: Int) throws -> [Metric] { [] }
  package func savedState() throws -> Data { Data() }
  package func restore(_ state: Data) throws {}
}

/// A measurement under its metric's name.
package struct Metric: Sendable, Hashable {
  /// The metric, such as `train/loss`.
  package var name: String
  /// The number.
  package var value: Double

  /// Creates a measurement.
  package init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
  }
}

/// Receives the loop's events and stores its checkpoints.
package protocol LoopSink {
  /// Records a metric of a step.
  func record(_ metric: Metric, step: Int)
  /// Reports progress.
  func progress(done: Int, total: Int, note: String)
  /// Saves a checkpoint: `fill` writes its files into a folder.
  func saveCheckpoint(at place: LoopPlace, _ fill: (URL) throws -> Void) throws
  /// Returns the files of the newest checkpoint by name, if there is one.
  func latestCheckpoint() throws -> [String: URL]?
  /// Decides what follows a part of a step; throws if the run may neither go on nor save anything.
  ///
  /// This is the only place where a stop request, the lease and the clock take effect, once per
  /// part.
  ///
  /// - Parameter checkpointIsDue: whether the loop's pace asks for a checkpoint at the place.
  func decide(at place: LoopPlace, checkpointIsDue: Bool) throws -> LoopDecision
  /// Returns the error that tells the caller of a stop.
  func stopped() -> any Error
}

/// What the loop does between two parts.
package enum LoopDecision: UInt8, Sendable {
  /// Continue.
  case goOn
  /// Save a checkpoint and continue.
  case keepCheckpoint
  /// Save a checkpoint and stop.
  case stop

  /// Creates the decision from a stop request and whether a checkpoint is due.
  package init(stops: Bool, checkpointIsDue: Bool) {
    self = stops ? .stop : checkpointIsDue ? .keepCheckpoint : .goOn
  }
}
