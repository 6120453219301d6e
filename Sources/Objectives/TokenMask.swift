/// The positions that count; what stands at the others must not matter, not even as a NaN.
package struct TokenMask: Equatable, Sendable {
  /// Whether each position counts.
  package let flags: [Bool]
  /// The number of positions that count.
  package let count: Int

  /// Creates a mask from flags.
  package init(_ flags: [Bool]) {
    self.flags = flags
    count = flags.reduce(0) { $1 ? $0 + 1 : $0 }
  }

  /// Creates a mask that keeps every one of `count` positions.
  package init(all count: Int) {
    self.init(Array(repeating: true, count: count))
  }

  /// The indices of the positions that count, in order.
  package var indices: [Int] { flags.indices.filter { flags[$0] } }

  /// Returns the values at the positions that count.
  package func kept(of values: [Float]) -> [Float] {
    precondition(
      values.count == flags.count, "a mask of \(flags.count) positions got \(values.count) values")
    return zip(values, flags).compactMap { $1 ? $0 : nil }
  }
}
