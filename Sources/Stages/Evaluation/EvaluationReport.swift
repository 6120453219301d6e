import Artifacts
import Corpora
import Foundation
import Objectives
import Randomness

/// How policies compare: scores with their intervals, wins, refusals, persistence, samples.
struct EvaluationReport {
  let policies: [JudgedPolicy]
  let configuration: EvaluationConfiguration
  let seed: UInt64

  func sections() -> [ReportSection] {
    var sections = [
      ReportSection(title: "Summary", items: [.prose(summary)]),
      ReportSection(
        title: "Scores",
        items: [.table(scores), .table(changes), .table(wins), .histogram(histogram)]),
      ReportSection(title: "Refusals", items: [.table(refusals)]),
    ]
    if policies.contains(where: { !$0.dialogues.isEmpty }) {
      sections.append(ReportSection(title: "Ghost Attention", items: persistence))
    }
    sections.append(ReportSection(title: "Samples", items: [.samples(samples)]))
    sections.append(
      ReportSection(
        title: "Rows", items: [.table(.rows(policies.map { ("prompts of " + $0.name, $0.counts) }))]
      ))
    return sections
  }

  private var hasGold: Bool { policies.first?.answers.first?.gold != nil }

  /// The quantities that have a mean over answers.
  private var quantities: [(name: String, value: (JudgedAnswer) -> Double)] {
    let proxy: [(String, (JudgedAnswer) -> Double)] = [
      ("selected score", { Double($0.selected) }),
      ("helpfulness score", { Double($0.scores.helpfulness) }),
      ("safety score", { Double($0.scores.safety) }),
      ("length in tokens", { Double($0.length) }),
    ]
    guard hasGold else { return proxy }
    return [
      ("gold helpfulness", { $0.gold?.helpfulness ?? .nan }),
      ("gold safety", { $0.gold?.safety ?? .nan }),
    ] + proxy
  }

  private func mean(_ values: [Double], _ stream: String) -> Interval? {
    var random = Random(seed, stream: stream)
    return BootstrapInterval.mean(of: values, using: &random)
  }

  private var scores: ReportTable {
    ReportTable(
      title: "Mean scores on held-out prompts",
      caption: "One answer a prompt at temperature \(configuration.temperature); bootstrap 95 % "
        + "intervals over prompts. Scores are before any sigmoid.",
      columns: ["quantity"] + policies.map(\.name),
      rows: quantities.map { name, value in
        [.text(name)]
          + policies.map { .interval(mean($0.answers.map(value), "mean " + name + $0.name)) }
      } + [
        [.text("greedy answers that end")]
          + policies.map { .interval(Self.share($0.greedyEnds)) }
      ])
  }

  /// Each later policy minus the first, prompt by prompt.
  private var changes: ReportTable {
    ReportTable(
      title: "Change from \(policies[0].name)",
      caption: "Mean difference on the same prompts; an interval that excludes 0 is a change "
        + "beyond noise.",
      columns: ["quantity"] + policies.dropFirst().map(\.name),
      rows: quantities.map { name, value in
        [.text(name)] + policies.dropFirst().map { .interval(difference($0, name, value)) }
      })
  }

  private func difference(
    _ policy: JudgedPolicy, _ name: String, _ value: (JudgedAnswer) -> Double
  ) -> Interval? {
    let base = answersByPrompt(policies[0])
    let differences = policy.answers.compactMap { answer in
      base[answer.place].map { value(answer) - value($0) }
    }
    return mean(differences, "difference " + name + policy.name)
  }

  func answersByPrompt(_ policy: JudgedPolicy) -> [Int: JudgedAnswer] {
    Dictionary(policy.answers.map { ($0.place, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private var wins: ReportTable {
    ReportTable(
      title: "Win rate against \(policies[0].name)",
      caption: "Share of prompts whose answer scores higher; ties count one half. Reward models "
        + "may favour the policies trained against them; gold does not.",
      columns: ["judge"] + policies.dropFirst().map(\.name),
      rows: quantities.filter { $0.name != "length in tokens" }.map { name, value in
        [.text(name)] + policies.dropFirst().map { .interval(winRate($0, value).interval) }
      })
  }

  private func winRate(_ policy: JudgedPolicy, _ value: (JudgedAnswer) -> Double) -> WinRate {
    let base = answersByPrompt(policies[0])
    var rate = WinRate()
    for answer in policy.answers {
      if let other = base[answer.place] { rate.count(value(answer), against: value(other)) }
    }
    return rate
  }

  private var histogram: ReportHistogram {
    ReportHistogram(
      title: "Selected scores", caption: "Raw scores of each policy's answers.", xLabel: "score",
      values: [policies.first, policies.last].compactMap { $0 }.map { policy in
        (policy.name, policy.answers.map { Double($0.selected) })
      })
  }

  private var refusals: ReportTable {
    let groups: [(String, (PromptRecord) -> Bool)] = [
      ("refused, where a refusal is right", { $0.expectsRefusal == true }),
      ("refused, where it is not", { $0.expectsRefusal == false }),
      (
        "refused, harmless but sounding harmful",
        { $0.expectsRefusal == false && $0.category != nil }
      ),
    ]
    return ReportTable(
      title: "Refusals",
      caption: "By a list of phrases. The first row should be high, the others low.",
      columns: ["share of answers"] + policies.map(\.name),
      rows: groups.map { name, includes in
        [.text(name)]
          + policies.map { policy in
            .interval(
              Self.share(policy.answers.filter { includes($0.prompt) }.map(\.isRefusal)))
          }
      })
  }

  static func share(_ flags: [Bool]) -> Interval? {
    WilsonInterval.interval(successes: Double(flags.count { $0 }), trials: flags.count)
  }
}
