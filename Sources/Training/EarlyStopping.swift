/// The best evaluation so far, and the patience to wait for a better one.
///
/// Higher is better. A non-finite value is never the best and counts as an evaluation without
/// improvement; so does a tie with the best.
package struct EarlyStopping: Codable, Hashable, Sendable {
  /// The outcome of an evaluation.
  package struct Evaluation: Codable, Hashable, Sendable {
    /// The number of steps done.
    package var step: Int
    /// The criterion.
    package var value: Double

    /// Creates the outcome of an evaluation.
    package init(step: Int, value: Double) {
      self.step = step
      self.value = value
    }
  }

  /// The number of consecutive evaluations without improvement to tolerate.
  package let patience: Int
  /// The best evaluation so far; nil before the first with a finite value.
  package private(set) var best: Evaluation?
  /// The number of evaluations.
  package private(set) var evaluations = 0
  /// The number of evaluations since the best one.
  package private(set) var withoutImprovement = 0

  /// Creates the state before the first evaluation.
  package init(patience: Int) {
    precondition(patience > 0, "EarlyStopping: a patience of \(patience)")
    self.patience = patience
  }

  /// Whether the last `patience` evaluations brought no improvement.
  package var isExhausted: Bool { withoutImprovement >= patience }

  /// Records an evaluation and returns whether it is the best so far.
  package mutating func add(_ value: Double, after step: Int) -> Bool {
    evaluations += 1
    guard value.isFinite, best.map({ value > $0.value }) ?? true else {
      withoutImprovement += 1
      return false
    }
    best = Evaluation(step: step, value: value)
    withoutImprovement = 0
    return true
  }
}
