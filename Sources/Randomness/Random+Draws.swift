import Foundation

extension Random {
  /// Returns a number drawn uniformly from 0 up to but not including 1, in steps of 2⁻²⁴.
  package mutating func uniform() -> Float {
    Float(nextBits() >> 8) * 0x1p-24
  }

  /// Returns an index drawn uniformly from `0..<count` without modulo bias.
  package mutating func below(_ count: Int) -> Int {
    precondition(count > 0, "below(\(count)): the count must be positive")
    return Int(next(upperBound: UInt64(count)))
  }

  /// Returns a draw from the standard normal distribution (Box and Muller).
  package mutating func normal() -> Float {
    let radius = (-2 * log(1 - Double(uniform()))).squareRoot()
    return Float(radius * cos(2 * .pi * Double(uniform())))
  }

  /// Returns whether an event of the given probability happened.
  package mutating func chance(_ probability: Double) -> Bool {
    Double(uniform()) < probability
  }

  /// Returns one element drawn uniformly.
  package mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  /// Returns the elements in a random order (Fisher and Yates).
  package mutating func permuted<Element>(_ elements: [Element]) -> [Element] {
    var result = elements
    for index in stride(from: result.count - 1, to: 0, by: -1) {
      result.swapAt(index, below(index + 1))
    }
    return result
  }
}
