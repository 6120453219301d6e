package import Objectives

/// How well one annotator's votes agree with what is better.
package struct AnnotatorReliability: Equatable, Sendable {
  /// The annotator.
  package let annotator: String
  /// The reliability α with a 95 % interval, and the number of items judged.
  ///
  /// The log-odds of a right vote on an item of ease 1: 0 is chance, below 0 is worse than chance.
  package let reliability: Interval

  /// The probability of a right vote on an item of ease 1.
  package var accuracy: Interval {
    Interval(
      value: Logistic.sigmoid(reliability.value), low: Logistic.sigmoid(reliability.low),
      high: Logistic.sigmoid(reliability.high), count: reliability.count)
  }
}
