/// Top-k and top-p truncation: the most likely k tokens, then the nucleus of mass p.
///
/// The nucleus matches the reference (meta-llama `generation.py`): in order of probability, a token
/// is dropped if the mass before it *exceeds* p, so the one that crosses p stays.
package struct Truncation: Sendable, Hashable {
  /// The number of most likely tokens to keep; 0 keeps all.
  package var topK: Int
  /// The probability mass to keep; 1 keeps all.
  package var topP: Float

  /// Creates a truncation.
  package init(topK: Int, topP: Float) {
    self.topK = topK
    self.topP = topP
  }

  /// Returns the kept tokens, most likely first, ties by index, with renormalised mass.
  package func kept(_ probabilities: [Float]) -> [(index: Int, probability: Float)] {
    var order = probabilities.enumerated().map { (index: $0.offset, probability: $0.element) }
    order.sort { ($1.probability, $0.index) < ($0.probability, $1.index) }
    if topK > 0 { order.removeLast(max(0, order.count - topK)) }
    var mass: Float = 0
    var count = 0
    for entry in order where topP >= 1 || mass <= topP {
      mass += entry.probability
      count += 1
    }
    let total = mass
    return order.prefix(count).map { ($0.index, $0.probability / total) }
  }

  /// Returns the first index whose cumulative mass exceeds `uniform`, the last if rounding leaves
  /// none.
  package static func index(of uniform: Float, in probabilities: [Float]) -> Int {
    var rest = uniform
    for (index, probability) in probabilities.enumerated() {
      rest -= probability
      if rest < 0 { return index }
    }
    return probabilities.count - 1
  }
}
