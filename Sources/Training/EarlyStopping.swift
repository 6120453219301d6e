/// The best evaluation so far, and when to give up waiting for a better one.
///
/// Higher is better. A value that is not a finite number is never the best, and counts as an
/// evaluation without improvement; so does one that is only as good as the best.
package struct EarlyStopping: Codable, Hashable, Sendable {
  /// What an evaluation found.
  package struct Evaluation: Codable, Hashable, Sendable {
    /// The number of steps done.
    package var step: Int
    /// The criterion.
    package var value: Double

    /// Creates what an evaluation found.
    package init(step: Int, value: Double) {
      self.step = step
      self.value = value
    }
  }

  /// How many evaluations in a row may bring no new best.
  package let patience: Int
  /// The best evaluation so far; nil before the first with a finite value.
  package private(set) var best: Evaluation?
  /// How many evaluations there were.
  package private(set) var evaluations = 0
  /// How many evaluations there were since the best one.
  package private(set) var withoutImprovement = 0

  /// Creates the state before the first evaluation.
  package init(patience: Int) {
    precondition(patience > 0, "EarlyStopping: a patience of \(patience)")
    self.patience = patience
  }

  /// Whether `patience` evaluations in a row brought no new best.
  package var isExhausted: Bool { withoutImprovement >= patience }

  /// Takes an evaluation and returns whether it is the best so far.
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
