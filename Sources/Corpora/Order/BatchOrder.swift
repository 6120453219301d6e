import Randomness

/// Batches of exactly `batchSize` rows, cut from shuffled epochs that follow one another.
///
/// The end of one epoch and the beginning of the next share a batch, so no step is taken on a rest
/// of few rows. The order is a function of seed and place: there is no state to save. A training
/// of some epochs has `steps(epochs:)` steps; its last batch is filled from one more epoch, so each
/// row is used at least `epochs` times and fewer than `batchSize` of them once more. No batch holds
/// a row twice: rows of the new epoch that its first batch already has come later in the epoch.
package struct BatchOrder: Codable, Hashable, Sendable {
  /// The number of rows.
  package let count: Int
  /// The number of rows in every batch.
  package let batchSize: Int
  /// The seed of the order.
  package let seed: UInt64

  /// Creates the order of a set of rows, at least as many as a batch has.
  package init(count: Int, batchSize: Int, seed: UInt64) {
    precondition(
      batchSize > 0 && count >= batchSize, "order of \(count) rows in batches of \(batchSize)")
    self.count = count
    self.batchSize = batchSize
    self.seed = seed
  }

  /// Returns how many batches use each row at least `epochs` times: ⌈count · epochs / batchSize⌉.
  package func steps(epochs: Int) -> Int {
    // By quotient and remainder, so that only the result itself could be too large.
    let (whole, rest) = count.quotientAndRemainder(dividingBy: batchSize)
    return whole * epochs + (rest * epochs + batchSize - 1) / batchSize
  }

  /// Returns the row indices of an epoch; each row occurs exactly once.
  package func indices(epoch: Int) -> [Int] {
    var first = epoch
    while sharedRows(before: first) > 0 {
      first -= 1
      // Rows change places within the first batch only: in an epoch of two batches or more, not at
      // its end, which is all that the next one depends on.
      if count >= 2 * batchSize { break }
    }
    var order = shuffled(epoch: first)
    for next in stride(from: first + 1, through: epoch, by: 1) {
      order = shuffled(epoch: next, after: order)
    }
    return order
  }

  /// Returns the row indices of a batch, counting batches on through the epochs.
  package func batch(at step: Int) -> [Int] {
    let (epoch, start) = (step * batchSize).quotientAndRemainder(dividingBy: count)
    let order = indices(epoch: epoch)
    let own = Array(order[start..<min(count, start + batchSize)])
    guard own.count < batchSize else { return own }
    return own + shuffled(epoch: epoch + 1, after: order).prefix(batchSize - own.count)
  }

  /// How many rows the epoch before gives to the batch in which an epoch begins.
  private func sharedRows(before epoch: Int) -> Int { epoch * (count % batchSize) % batchSize }

  private func shuffled(epoch: Int) -> [Int] {
    var random = Random(seed, stream: "order", UInt64(epoch))
    return random.permuted(Array(0..<count))
  }

  /// Shuffles an epoch so that its part of the batch shared with the one before repeats no row.
  private func shuffled(epoch: Int, after previous: [Int]) -> [Int] {
    var order = shuffled(epoch: epoch)
    let shared = Set(previous.suffix(sharedRows(before: epoch)))
    var later = batchSize - shared.count
    for place in 0..<batchSize - shared.count where shared.contains(order[place]) {
      while shared.contains(order[later]) { later += 1 }
      order.swapAt(place, later)
      later += 1
    }
    return order
  }
}
