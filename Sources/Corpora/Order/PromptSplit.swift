import Randomness

/// Rows cut in two, so that all rows of one prompt are on one side.
package struct PromptSplit<Row: PromptKeyed> {
  /// The rows to train on, in their first order.
  package var training: [Row]
  /// The rows held out, in their first order.
  package var heldOut: [Row]

  /// Holds out the prompts that a draw picks until the share of rows is reached.
  ///
  /// The draw depends on the seed and the set of prompts alone, not on the order of the rows.
  package init(_ rows: [Row], heldOut share: Double, seed: UInt64) {
    precondition((0...1).contains(share), "held-out share \(share) is not in 0...1")
    let sizes = Dictionary(rows.map { ($0.promptKey, 1) }, uniquingKeysWith: +)
    var random = Random(seed, stream: "split")
    let target = (Double(rows.count) * share).rounded()
    var picked: Set<String> = []
    var taken = 0
    for key in random.permuted(sizes.keys.sorted()) where Double(taken) < target {
      picked.insert(key)
      taken += sizes[key, default: 0]
    }
    training = rows.filter { !picked.contains($0.promptKey) }
    heldOut = rows.filter { picked.contains($0.promptKey) }
  }
}

extension PromptSplit: Sendable where Row: Sendable {}

extension Array where Element: PromptKeyed {
  /// Cuts the rows in two by prompt, deterministically for a seed.
  package func split(heldOut share: Double, seed: UInt64) -> PromptSplit<Element> {
    PromptSplit(self, heldOut: share, seed: seed)
  }
}
