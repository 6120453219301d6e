/// Training and held-out rows.
package struct TrainingSets<Row> {
  /// The rows to train on.
  package let training: [Row]
  /// The held-out rows; empty for no evaluation.
  package let heldOut: [Row]

  /// Creates the two sets.
  package init(training: [Row], heldOut: [Row] = []) {
    self.training = training
    self.heldOut = heldOut
  }
}

extension TrainingSets: Sendable where Row: Sendable {}
