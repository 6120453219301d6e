/// Splits the rows of an optimizer batch into micro-batches that fit in memory.
package struct TokenBudget: Sendable, Hashable {
  /// The tokens per micro-batch, exceeded only by a single longer row.
  package var tokens: Int

  /// Creates a budget.
  package init(tokens: Int) {
    precondition(tokens > 0, "TokenBudget: \(tokens) tokens")
    self.tokens = tokens
  }

  /// Returns runs of consecutive rows, each within the budget.
  package func pieces(_ lengths: [Int]) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = 0
    var sum = 0
    for (index, length) in lengths.enumerated() {
      if sum + length > tokens, index > start {
        pieces.append(start..<index)
        start = index
        sum = 0
      }
      sum += length
    }
    if start < lengths.count { pieces.append(start..<lengths.count) }
    return pieces
  }
}
