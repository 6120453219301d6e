/// Where two texts agree and where they differ, as runs that put together both texts exactly.
package struct TextDifference: Equatable, Sendable {
  /// The texts that a run belongs to.
  package enum Origin: Sendable {
    case both
    case first
    case second
  }

  /// A piece of text and where it occurs.
  package struct Run: Equatable, Sendable {
    /// The texts that it belongs to.
    package let origin: Origin
    /// Its words, with all blanks.
    package let text: String
  }

  /// What was compared.
  package enum Granularity: Sendable {
    case words
    /// Lines, because comparing words would have taken too long.
    case lines
    /// Nothing: the texts are long and have little in common.
    case tooDifferent
  }

  /// The runs in order; where the texts differ, what only the first has comes first.
  package let runs: [Run]

  /// What was compared.
  package let granularity: Granularity

  /// Compares two texts in at most `steps` steps for words, and again for lines.
  package init(from first: String, to second: String, steps: Int = 10_000_000) {
    for granularity in [Granularity.words, .lines] {
      let comparison = Comparison(first, second, by: granularity)
      guard let runs = comparison.runs(steps: steps) else { continue }
      // Long texts without a line in common are no better compared by lines.
      guard granularity == .words || runs.contains(where: { $0.origin == .both }) else { continue }
      self.runs = runs
      self.granularity = granularity
      return
    }
    runs = [Run(origin: .first, text: first), Run(origin: .second, text: second)]
    granularity = .tooDifferent
  }

  /// Returns one of the texts, put together from the runs.
  package func text(of origin: Origin) -> String {
    runs.lazy.filter { $0.origin == .both || $0.origin == origin }.map(\.text).joined()
  }
}
