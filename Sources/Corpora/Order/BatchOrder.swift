import Randomness

/// A repeatable order of row indices: a function of seed and epoch, so there is no state to save.
package struct BatchOrder: Codable, Hashable, Sendable {
  /// The number of rows.
  package let count: Int
  /// The number of rows in a batch; the last batch of an epoch may be smaller.
  package let batchSize: Int
  /// The seed of the order.
  package let seed: UInt64
  /// Whether each epoch has an order of its own instead of the rows' order.
  package let isShuffled: Bool

  /// Creates the order of a set of rows.
  package init(count: Int, batchSize: Int, seed: UInt64, isShuffled: Bool = true) {
    precondition(count > 0 && batchSize > 0, "order of \(count) rows in batches of \(batchSize)")
    self.count = count
    self.batchSize = batchSize
    self.seed = seed
    self.isShuffled = isShuffled
  }

  /// The number of batches in an epoch, the last and smaller one included.
  package var batchesPerEpoch: Int { (count + batchSize - 1) / batchSize }

  /// Returns the row indices of an epoch; each row occurs exactly once.
  package func indices(epoch: Int) -> [Int] {
    guard isShuffled else { return Array(0..<count) }
    var random = Random(seed, stream: "order", UInt64(epoch))
    return random.permuted(Array(0..<count))
  }

  /// Returns the row indices of a batch, counting batches on through the epochs.
  package func batch(at step: Int) -> [Int] {
    let start = step % batchesPerEpoch * batchSize
    let end = min(start + batchSize, count)
    return Array(indices(epoch: step / batchesPerEpoch)[start..<end])
  }
}
