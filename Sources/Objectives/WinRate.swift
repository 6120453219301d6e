/// Wins, ties and losses of one policy against another.
package struct WinRate: Equatable, Codable, Sendable {
  /// The prompts on which the policy won.
  package private(set) var wins: Int
  /// The prompts without a winner.
  package private(set) var ties: Int
  /// The prompts on which the policy lost.
  package private(set) var losses: Int

  /// Creates a record.
  package init(wins: Int = 0, ties: Int = 0, losses: Int = 0) {
    (self.wins, self.ties, self.losses) = (wins, ties, losses)
  }

  /// The number of prompts.
  package var prompts: Int { wins + ties + losses }

  /// The share of wins with a tie counting ½; absent without prompts.
  package var interval: Interval? {
    WilsonInterval.interval(successes: Double(wins) + Double(ties) / 2, trials: prompts)
  }

  /// The share `win / (win + loss)` of Llama 2, Fig. 2; absent when every prompt ties.
  package var withoutTies: Interval? {
    WilsonInterval.interval(successes: Double(wins), trials: wins + losses)
  }

  /// Counts a prompt by the two scores, or by a signed rating against 0.
  package mutating func count(_ score: Double, against other: Double = 0) {
    if score > other {
      wins += 1
    } else if score < other {
      losses += 1
    } else {
      ties += 1
    }
  }

  /// Returns the median of several signed ratings of one prompt; its sign decides the prompt.
  package static func verdict(of ratings: [Int]) -> Double {
    Quantiles(of: ratings.map(Double.init)).median
  }
}
