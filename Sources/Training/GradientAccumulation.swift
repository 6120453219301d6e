package import Autograd
import Tensors

/// The summation order of a step's gradient: rows in slots, the rows of a slot in micro-batches.
///
/// A slot is a run of consecutive rows, determined by their lengths alone. Its gradient starts at
/// zero and accumulates its micro-batches in order. Slots are summed pairwise,
/// `node(l, k) = node(l − 1, 2k) + node(l − 1, 2k + 1)`, so that the bits do not depend on who
/// computes which slot. A single slot is the plain sum over micro-batches.
package struct GradientAccumulation: Sendable, Hashable {
  /// The number of slots, a power of two; it affects the bits of the result.
  package var slots: Int
  /// The micro-batch size in tokens.
  package var budget: TokenBudget

  /// Creates an accumulation.
  package init(slots: Int = 1, budget: TokenBudget) {
    precondition(slots > 0 && slots & (slots - 1) == 0, "GradientAccumulation: \(slots) slots")
    self.slots = slots
    self.budget = budget
  }

  /// Accumulates the gradient of all rows in the parameters, and returns each slot's sum, in order.
  ///
  /// - Parameters:
  ///   - lengths: the number of tokens of each row.
  ///   - slot: runs the micro-batches of one slot forward and backward, in order.
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

  /// Splits rows into slots of nearly equal token counts; with few rows, some slots are empty.
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

/// Sums of complete subtrees of slots, at most one per size, as in a binary counter.
private struct GradientTree {
  private struct Node {
    var level: Int
    var gradients: [Tensor?]
  }

  private let parameters: [Parameter]
  private var nodes: [Node] = []

  init(_ parameters: [Parameter]) { self.parameters = parameters }

  /// Moves a slot's gradients out of the parameters, whose next ones start at zero.
  mutating func takeSlot() {
    var node = Node(level: 0, gradients: parameters.map { $0.exchangeGradient(with: nil) })
    while let left = nodes.last, left.level == node.level {
      nodes.removeLast()
      node = Node(level: node.level + 1, gradients: zip(left.gradients, node.gradients).map(sum))
    }
    nodes.append(node)
  }

  /// Moves the sum over all slots back into the parameters.
  mutating func giveBack() {
    for (parameter, gradient) in zip(parameters, nodes.first?.gradients ?? []) {
      _ = parameter.exchangeGradient(with: gradient)
    }
    nodes = []
  }

  /// Returns the sum of two gradients, computed in place of the first.
  private func sum(_ left: Tensor?, _ right: Tensor?) -> Tensor? {
    guard let left, let right else { return left ?? right }
    left.backend.add(right, scaledBy: 1, to: left)
    return left
  }
}
