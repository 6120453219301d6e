package import Autograd
import Tensors

/// How the gradient of a step is summed: its rows in slots, the rows of a slot in pieces.
///
/// A slot is a run of consecutive rows, cut by lengths alone. Its gradient begins at zero and takes
/// its pieces in order. Slots are summed two by two, node(l, k) = node(l − 1, 2k) +
/// node(l − 1, 2k + 1), so that the bits do not depend on who computes which of them. A single slot
/// is the plain sum of the pieces.
package struct GradientAccumulation: Sendable, Hashable {
  /// The number of slots, a power of two; it is part of what decides the bits.
  package var slots: Int
  /// The tokens of a piece, one forward and backward pass.
  package var budget: TokenBudget

  /// Creates an accumulation.
  package init(slots: Int = 1, budget: TokenBudget) {
    precondition(slots > 0 && slots & (slots - 1) == 0, "GradientAccumulation: \(slots) slots")
    self.slots = slots
    self.budget = budget
  }

  /// Adds the gradient of all rows to the parameters, and returns what each slot summed, in order.
  ///
  /// - Parameters:
  ///   - lengths: the number of tokens of each row.
  ///   - slot: takes the pieces of one slot forward and backward, in order.
  package func run<Sum>(
    _ lengths: [Int], over parameters: [Parameter], _ slot: ([Range<Int>]) throws -> Sum
  ) rethrows -> [Sum] {
    guard slots > 1 else { return [try slot(budget.pieces(lengths))] }
    var sums: [Sum] = []
    var tree = GradientTree(parameters.filter(\.isTrainable))
    for rows in ranges(lengths) {
      sums.append(try slot(pieces(lengths, of: rows)))
      tree.takeSlot()
    }
    tree.giveBack()
    return sums
  }

  /// Cuts rows into slots of nearly as many tokens; where rows are few, some slots are empty.
  func ranges(_ lengths: [Int]) -> [Range<Int>] {
    let total = max(1, lengths.reduce(0, +))
    var before = 0
    let slotOfRow = lengths.map { length in
      defer { before += length }
      return min(slots - 1, slots * (2 * before + length) / (2 * total))
    }
    return (0..<slots).map { slot in
      let first = slotOfRow.firstIndex { $0 >= slot } ?? lengths.count
      let next = slotOfRow.firstIndex { $0 > slot } ?? lengths.count
      return first..<next
    }
  }

  private func pieces(_ lengths: [Int], of rows: Range<Int>) -> [Range<Int>] {
    budget.pieces(Array(lengths[rows])).map {
      $0.lowerBound + rows.lowerBound..<$0.upperBound + rows.lowerBound
    }
  }
}

/// The sums of whole subtrees of slots, at most one of each size.
private struct GradientTree {
  private struct Node {
    var level: Int
    var gradients: [Tensor?]
  }

  private let parameters: [Parameter]
  private var nodes: [Node] = []

  init(_ parameters: [Parameter]) { self.parameters = parameters }

  /// Takes the gradients of a slot from the parameters, whose next ones begin at zero.
  mutating func takeSlot() {
    var node = Node(level: 0, gradients: parameters.map { $0.exchangeGradient(with: nil) })
    while let left = nodes.last, left.level == node.level {
      nodes.removeLast()
      node = Node(level: node.level + 1, gradients: zip(left.gradients, node.gradients).map(sum))
    }
    nodes.append(node)
  }

  /// Gives the parameters the sum of all slots.
  mutating func giveBack() {
    for (parameter, gradient) in zip(parameters, nodes.first?.gradients ?? []) {
      _ = parameter.exchangeGradient(with: gradient)
    }
    nodes = []
  }

  /// Returns the sum of two gradients, in the place of the first.
  private func sum(_ left: Tensor?, _ right: Tensor?) -> Tensor? {
    guard let left, let right else { return left ?? right }
    left.backend.add(right, scaledBy: 1, to: left)
    return left
  }
}
