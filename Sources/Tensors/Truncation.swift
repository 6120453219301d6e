/// Which tokens of a distribution stay: the most likely k, then the nucleus of mass p.
///
/// The nucleus is the reference's (meta-llama `generation.py`): in order of probability, a token is
/// dropped where the mass before it *exceeds* p, so the one that crosses p stays.
package struct Truncation: Sendable, Hashable {
  /// How many of the most likely tokens stay; 0 keeps all.
  package var topK: Int
  /// The mass beyond which tokens are dropped; 1 keeps all.
  package var topP: Float

  /// Creates a truncation.
  package init(topK: Int, topP: Float) {
    self.topK = topK
    self.topP = topP
  }

  /// Returns the tokens that stay, most likely first, ties by index, with renormalised mass.
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

  /// Returns the first index whose cumulative mass exceeds `uniform`, the last one by rounding.
  package static func index(of uniform: Float, in probabilities: [Float]) -> Int {
    var rest = uniform
    for (index, probability) in probabilities.enumerated() {
      rest -= probability
      if rest < 0 { return index }
    }
    return probabilities.count - 1
  }
}
