/// How often the chosen answer scores higher: a tie counts ½ and is reported.
///
/// Counts add, so accuracy is weighted by pair and does not depend on batches.
package struct PairwiseAccuracy: Equatable, Codable, Sendable {
  /// The pairs whose chosen answer scores higher.
  package private(set) var correct = 0
  /// The pairs whose answers score the same.
  package private(set) var ties = 0
  /// The pairs whose rejected answer scores higher.
  package private(set) var wrong = 0

  /// Creates the accuracy over no pairs.
  package init() {}

  /// Counts the pairs of two lists of scores.
  package init(chosen: [Float], rejected: [Float]) {
    precondition(
      chosen.count == rejected.count,
      "accuracy of \(chosen.count) chosen and \(rejected.count) rejected scores")
    for (chosen, rejected) in zip(chosen, rejected) { count(chosen: chosen, rejected: rejected) }
  }

  /// The number of pairs.
  package var pairs: Int { correct + ties + wrong }

  /// The accuracy with its interval; absent without pairs.
  package var interval: Interval? {
    WilsonInterval.interval(successes: Double(correct) + Double(ties) / 2, trials: pairs)
  }

  /// Counts one pair; a score that is not a number is never right.
  package mutating func count(chosen: Float, rejected: Float) {
    if chosen > rejected {
      correct += 1
    } else if chosen == rejected {
      ties += 1
    } else {
      wrong += 1
    }
  }

  /// Counts the pairs of another accuracy too.
  package mutating func add(_ other: PairwiseAccuracy) {
    correct += other.correct
    ties += other.ties
    wrong += other.wrong
  }

  /// Returns the accuracy of the pairs of each group, such as each strength or safety bin.
  package static func grouped<Group: Hashable>(
    chosen: [Float], rejected: [Float], by groups: [Group]
  ) -> [Group: PairwiseAccuracy] {
    precondition(
      chosen.count == rejected.count && chosen.count == groups.count,
      "accuracy of \(chosen.count) chosen, \(rejected.count) rejected, \(groups.count) groups")
    var result: [Group: PairwiseAccuracy] = [:]
    for (index, group) in groups.enumerated() {
      result[group, default: PairwiseAccuracy()]
        .count(chosen: chosen[index], rejected: rejected[index])
    }
    return result
  }
}
