/// Advantages from the other answers to the same prompt, the same for every token of an answer.
///
/// With `R_i` the sum of the token rewards of answer i and n answers to the prompt:
///
/// - ``leaveOneOut`` (RLOO; Ahmadian et al. 2024): `Â_i = R_i − Σ_{j ≠ i} R_j / (n − 1)`.
/// - ``standardized`` (GRPO; Shao et al. 2024): `Â_i = (R_i − mean R) / (s + 10⁻⁴)`, where s
/// divides
///   by n − 1 and the small number is TRL's. Whether the divergence penalty is among the rewards or
///   in the loss, as GRPO has it, is up to the caller.
package enum GroupAdvantage: AdvantageEstimator, Equatable {
  case leaveOneOut
  case standardized

  package var readsValues: Bool { false }
  package var whitensMinibatches: Bool { false }

  package func estimates(of answers: [RewardedAnswer]) -> [AdvantageEstimate] {
    let groups = Dictionary(grouping: answers, by: \.group).mapValues { $0.map(\.total) }
    return answers.map { answer in
      let advantage = Float(advantage(of: answer.total, in: groups[answer.group, default: []]))
      return AdvantageEstimate(
        advantages: [Float](repeating: advantage, count: answer.rewards.count))
    }
  }

  private func advantage(of total: Double, in group: [Double]) -> Double {
    precondition(group.count > 1, "a group advantage needs at least two answers to a prompt")
    let others = Double(group.count - 1)
    switch self {
    case .leaveOneOut: return total - (group.reduce(0, +) - total) / others
    case .standardized:
      let moments = Moments(of: group)
      let deviation = (moments.variance * Double(group.count) / others).squareRoot()
      return (total - moments.mean) / (deviation + 1e-4)
    }
  }
}
