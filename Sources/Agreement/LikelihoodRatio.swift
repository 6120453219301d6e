import Foundation

/// The evidence of yes-or-no events for a suspicion against honesty, one event at a time.
///
/// The sequential probability ratio test (Wald 1945) without its lower bound: the sum of
/// `log P(event | suspect) / P(event | honest)`. Under honesty the ratio is a martingale, so
/// it ever reaches `e^L` with probability `e^−L` at most (Ville 1939), however often one looks.
struct LikelihoodRatio {
  /// The evidence of an event that happened.
  let happened: Double
  /// The evidence of an event that did not happen.
  let missed: Double

  /// Creates the test of one probability against another one.
  init(honest: Double, suspect: Double) {
    precondition(
      honest > 0 && honest < 1 && suspect > 0 && suspect < 1,
      "evidence for \(suspect) against \(honest): both must be between 0 and 1")
    happened = log(suspect / honest)
    missed = log((1 - suspect) / (1 - honest))
  }

  /// Creates the test of answers at random between two against an honest share of right ones.
  init(answersAtRandomAgainst honest: Double) { self.init(honest: honest, suspect: 0.5) }

  /// Returns the evidence of an event.
  func evidence(_ happened: Bool) -> Double { happened ? self.happened : missed }

  /// Returns the evidence of some events that happened of all that could.
  func evidence(_ count: Int, of all: Int) -> Double {
    Double(count) * happened + Double(all - count) * missed
  }
}
