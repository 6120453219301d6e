/// What a model learns from, and what it is only evaluated on.
package struct TrainingSets<Row> {
  /// The rows to learn from.
  package let training: [Row]
  /// The rows that are held out; none for no evaluation.
  package let heldOut: [Row]

  /// Creates the two sets.
  package init(training: [Row], heldOut: [Row] = []) {
    self.training = training
    self.heldOut = heldOut
  }
}

extension TrainingSets: Sendable where Row: Sendable {}
