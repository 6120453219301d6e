import Artifacts
import Objectives

extension EvaluationReport {
  /// Wins, ties and losses against the first policy, judged by the reward model of each prompt.
  var wins: ReportTable {
    ReportTable(
      title: "Win rate against \(policies[0].name)",
      caption: "Helpfulness is judged on prompts without the safety tag and safety on those with "
        + "it; the row 'reward model of the prompt' uses whichever of the two fits. "
        + "Intervals are Wilson 95 % intervals. Reward models may favour the policies trained "
        + "against them; gold scores do not.",
      columns: [
        "judge", "prompts", "policy", "n", "wins", "ties", "losses", "win / (win + loss)",
        "win rate, tie = ½",
      ],
      rows: policies.dropFirst().flatMap { policy in judges.map { row(policy, $0) } })
  }

  private var judges: [JudgedQuantity] {
    JudgedQuantity.judges(hasGold: hasGold) + [.ofThePrompt]
  }

  private func row(_ policy: JudgedPolicy, _ judge: JudgedQuantity) -> [ReportTable.Cell] {
    let rate = winRate(policy, judge)
    let counts = [rate.prompts, rate.wins, rate.ties, rate.losses]
    return [.text(judge.name), .text(judge.prompts.rawValue), .text(policy.name)]
      + counts.map { .number(Double($0), digits: 0) }
      + [.interval(rate.withoutTies), .interval(rate.interval)]
  }

  /// Returns how a policy fares against the first one on the prompts that both answered.
  func winRate(_ policy: JudgedPolicy, _ judge: JudgedQuantity) -> WinRate {
    let base = answersByPrompt(policies[0])
    var rate = WinRate()
    for answer in judge.answers(policy) {
      if let other = base[answer.place] {
        rate.count(judge.value(answer), against: judge.value(other))
      }
    }
    return rate
  }
}
