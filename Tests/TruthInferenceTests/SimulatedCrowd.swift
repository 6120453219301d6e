import Labels

/// A crowd of annotators to simulate, and what it judges.
struct SimulatedCrowd: Sendable, CustomStringConvertible {
  /// How an annotator chooses a strength.
  enum Strengths: Sendable {
    /// At random, and it says nothing.
    case meaningless
    /// At random, and the log-odds of a right vote are multiplied by ½, 1, 1½ or 2.
    case multiplying
    /// By how much better the answer seems; what seems equal is a tie.
    case perceived
  }

  var annotators = 10
  var votesPerItem = 3
  var items = 300
  /// The mean reliability α of those who are no spammers.
  var reliability = 1.5
  /// The deviation of their reliability.
  var spread = 0.5
  /// The share who vote at random.
  var spammers = 0.0
  /// The deviation of the logarithm of the items' ease.
  var easeSpread = 0.5
  var strengths = Strengths.meaningless

  var description: String {
    "\(annotators) annotators, \(votesPerItem) votes, \(items) items, reliability \(reliability) ± "
      + "\(spread), \(spammers) spammers, ease ± \(easeSpread), \(strengths)"
  }

  /// Forty settings: three sizes, one to seven votes an item, four kinds of crowd.
  static let settings: [SimulatedCrowd] = {
    let sizes = [
      (3, 1), (3, 2), (3, 3), (12, 1), (12, 2), (12, 4), (12, 7), (50, 1), (50, 3), (50, 5),
    ]
    return sizes.flatMap { annotators, votes in
      [
        SimulatedCrowd(annotators: annotators, votesPerItem: votes),
        SimulatedCrowd(
          annotators: annotators, votesPerItem: votes, reliability: 2, spread: 1, spammers: 0.25,
          easeSpread: 0, strengths: .multiplying),
        SimulatedCrowd(
          annotators: annotators, votesPerItem: votes, reliability: 2, spammers: 0.3,
          easeSpread: 1),
        SimulatedCrowd(
          annotators: annotators, votesPerItem: votes, reliability: 1.2, spammers: 0.2,
          easeSpread: 0.7, strengths: .perceived),
      ]
    }
  }()
}
