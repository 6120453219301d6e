package import Foundation

/// What the loop runs: numbered steps that change optimizers, and a little state besides.
///
/// A step of one part implements `step(_:)` of `WholeStepTask`.
package protocol TrainingTask: AnyObject {
  /// How many steps there are.
  var totalSteps: Int { get }
  /// Every optimizer by name; parameters and moments are what a checkpoint holds.
  var optimizers: [String: Optimizer] { get }
  /// The metric that the progress line shows.
  var headline: String { get }
  /// How many parts a step has; the loop may stop, and keep a checkpoint, between them.
  var partsOfStep: Int { get }
  /// Why training ends before its last step; nil as long as it goes on.
  var reasonToStop: String? { get }
  /// The weights that are kept beside those that are trained, such as the best so far.
  var keptWeights: KeptWeights? { get }
  /// Takes one part (from 0) of step `index` (from 0) and returns what was measured.
  func run(part: Int, ofStep index: Int) throws -> [Metric]
  /// Returns what an evaluation after `done` steps measured; empty where none is due.
  func evaluate(after done: Int) throws -> [Metric]
  /// Returns the state beyond the optimizers, such as counters and best-so-far.
  func savedState() throws -> Data
  /// Takes back the state of a checkpoint.
  func restore(_ state: Data) throws
  /// Makes the weights, after the last step, those that are to be used; throws if there are none.
  func finish() throws
}

/// A task whose steps have no parts: checkpoints fall between optimizer steps alone.
package protocol WholeStepTask: TrainingTask {
  /// Takes step `index` (from 0) and returns what was measured.
  func step(_ index: Int) throws -> [Metric]
}

extension WholeStepTask {
  package var partsOfStep: Int { 1 }
  package func run(part: Int, ofStep index: Int) throws -> [Metric] { try step(index) }
}

/// Where a loop is: whole steps done, and parts of the step after them.
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

/// A number that a step measured under its metric's name.
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

/// Where the loop's events go, and where its checkpoints are kept.
package protocol LoopSink {
  /// Takes a measurement of a step.
  func record(_ metric: Metric, step: Int)
  /// Shows how far the loop is.
  func progress(done: Int, total: Int, note: String)
  /// Keeps a checkpoint: `fill` writes its files into a folder.
  func saveCheckpoint(at place: LoopPlace, _ fill: (URL) throws -> Void) throws
  /// Returns the files of the newest checkpoint by name, if there is one.
  func latestCheckpoint() throws -> [String: URL]?
  /// Decides what follows a part of a step; throws where the run may not go on, nor keep anything.
  ///
  /// It is the one place where the person, the lease and the clock have a say, asked once a part.
  ///
  /// - Parameter checkpointIsDue: whether the loop's pace asks for a checkpoint at the place.
  func decide(at place: LoopPlace, checkpointIsDue: Bool) throws -> LoopDecision
  /// Returns the error that tells the caller of a stop.
  func stopped() -> any Error
}

/// What a loop does between two parts of its steps.
package enum LoopDecision: UInt8, Sendable {
  /// It goes on.
  case goOn
  /// It keeps a checkpoint and goes on.
  case keepCheckpoint
  /// It keeps a checkpoint and ends.
  case stop

  /// Creates the decision of one who is asked to stop or not.
  package init(stops: Bool, checkpointIsDue: Bool) {
    self = stops ? .stop : checkpointIsDue ? .keepCheckpoint : .goOn
  }
}
