import Randomness

/// Rows cut in two, so that all rows of one conversation are on one side.
///
/// A conversation is held out or not by a draw of its own, from the seed and its root alone. So two
/// sets of rows that share conversations agree on which are held out, whatever else is in them; the
/// share of rows is met in the mean and not to the row.
package struct PromptSplit<Row: Rooted> {
  /// The rows to train on, in their first order.
  package var training: [Row]
  /// The rows held out, in their first order.
  package var heldOut: [Row]

  /// Holds out each conversation with a probability.
  package init(_ rows: [Row], heldOut share: Double, seed: UInt64) {
    precondition((0...1).contains(share), "held-out share \(share) is not in 0...1")
    training = []
    heldOut = []
    for row in rows {
      var random = Random(seed, stream: "held-out", row.root)
      if random.chance(share) { heldOut.append(row) } else { training.append(row) }
    }
  }
}

extension PromptSplit: Sendable where Row: Sendable {}

extension Array where Element: Rooted {
  /// Cuts the rows in two by conversation, deterministically for a seed.
  package func split(heldOut share: Double, seed: UInt64) -> PromptSplit<Element> {
    PromptSplit(self, heldOut: share, seed: seed)
  }
}
