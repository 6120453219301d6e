/// Isotonic regression by pooling adjacent violators (Barlow et al. 1972).
enum Isotonic {
  /// Returns the sequence that does not decrease and is nearest in weighted squares.
  ///
  /// - Parameter weights: positive, one for each value.
  static func fit(_ values: [Double], weights: [Double]) -> [Double] {
    var blocks: [(value: Double, weight: Double, count: Int)] = []
    for (value, weight) in zip(values, weights) {
      var block = (value: value, weight: weight, count: 1)
      while let last = blocks.last, last.value > block.value {
        blocks.removeLast()
        let total = last.weight + block.weight
        block.value = (last.value * last.weight + block.value * block.weight) / total
        block.weight = total
        block.count += last.count
      }
      blocks.append(block)
    }
    return blocks.flatMap { Array(repeating: $0.value, count: $0.count) }
  }
}
