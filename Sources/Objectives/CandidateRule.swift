/// How rejection sampling combines two reward models when it picks the best of K answers.
package enum CandidateRule: String, CaseIterable, Codable, Sendable {
  /// The highest score after the piecewise rule of `RewardSelection`.
  case piecewise
  /// The most helpful of the safe answers; the safest when none is safe or the prompt is tagged.
  ///
  /// The piecewise rule compares scores of different models, so it can prefer an unsafe answer
  /// to a safe but unhelpful one. This rule cannot.
  case filterThenHelpfulness

  /// Returns the index of the best candidate, the lowest one among equals.
  package func best(
    helpfulness: [Float], safety: [Float], isTagged: Bool, selection: RewardSelection
  ) -> Int? {
    precondition(
      helpfulness.count == safety.count,
      "\(helpfulness.count) helpfulness scores beside \(safety.count) safety scores")
    let all = Array(helpfulness.indices)
    switch self {
    case .piecewise:
      let scores = all.map {
        selection.select(helpfulness: helpfulness[$0], safety: safety[$0], isTagged: isTagged).score
      }
      return Self.highest(of: scores, among: all)
    case .filterThenHelpfulness:
      let safe = all.filter { safety[$0] >= selection.threshold }
      if isTagged || safe.isEmpty { return Self.highest(of: safety, among: all) }
      return Self.highest(of: helpfulness, among: safe)
    }
  }

  private static func highest(of scores: [Float], among indices: [Int]) -> Int? {
    indices.max { (scores[$0], -$0) < (scores[$1], -$1) }
  }
}
