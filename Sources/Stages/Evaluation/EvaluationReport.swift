import Artifacts
import Corpora
import Foundation
import Objectives
import Randomness

/// The comparison of policies: scores with intervals, win rates, refusals, persistence, samples.
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
    sections.append(ReportSection(title: "Rows", items: [.table(.rows(counts))]))
    return sections
  }

  private var counts: [(what: String, counts: RowCounts)] {
    policies.map { ("prompts of " + $0.name, $0.counts) }
      + policies.filter { !$0.dialogues.isEmpty }
      .map { ("dialogues of " + $0.name, $0.dialogueCounts) }
  }

  var hasGold: Bool { policies.first?.answers.first?.gold != nil }

  /// Returns the mean of a quantity over the prompts it applies to; nil without any.
  func mean(_ policy: JudgedPolicy, _ quantity: JudgedQuantity) -> Interval? {
    bootstrap(quantity.answers(policy).map(quantity.value), "mean", policy, quantity)
  }

  private func bootstrap(
    _ values: [Double], _ what: String, _ policy: JudgedPolicy, _ quantity: JudgedQuantity
  ) -> Interval? {
    let names = [what, quantity.name, quantity.prompts.rawValue, policy.name]
    var random = Random(seed, stream: names.joined(separator: " "))
    return BootstrapInterval.mean(of: values, using: &random)
  }

  /// The quantities that apply to at least one prompt.
  private func present(_ quantities: [JudgedQuantity]) -> [JudgedQuantity] {
    quantities.filter { quantity in
      policies.contains { policy in policy.answers.contains { quantity.prompts.holds($0.prompt) } }
    }
  }

  private var compared: [JudgedQuantity] {
    present(JudgedQuantity.judges(hasGold: hasGold) + JudgedQuantity.others(hasGold: hasGold))
  }

  private var scores: ReportTable {
    ReportTable(
      title: "Mean scores on held-out prompts",
      caption: "One answer per prompt at temperature \(configuration.temperature); bootstrap 95 % "
        + "intervals over prompts. Safety prompts are those with the safety tag, helpfulness "
        + "prompts all others. Scores are raw, before any sigmoid.",
      columns: ["quantity", "prompts"] + policies.map(\.name),
      rows: (compared + [.selected, .length]).map { quantity in
        [.text(quantity.name), .text(quantity.prompts.rawValue)]
          + policies.map { .counted(mean($0, quantity)) }
      } + [
        [.text("greedy answers that end"), .text(PromptSet.all.rawValue)]
          + policies.map { .counted(Self.share($0.greedyEnds)) }
      ])
  }

  /// Each later policy minus the first, prompt by prompt.
  private var changes: ReportTable {
    ReportTable(
      title: "Change from \(policies[0].name)",
      caption: "Mean paired difference on the same prompts; an interval that excludes 0 indicates "
        + "a significant change.",
      columns: ["quantity", "prompts"] + policies.dropFirst().map(\.name),
      rows: (compared + [.length]).map { quantity in
        [.text(quantity.name), .text(quantity.prompts.rawValue)]
          + policies.dropFirst().map { .counted(difference($0, quantity)) }
      })
  }

  private func difference(_ policy: JudgedPolicy, _ quantity: JudgedQuantity) -> Interval? {
    let base = answersByPrompt(policies[0])
    let differences = quantity.answers(policy).compactMap { answer in
      base[answer.place].map { quantity.value(answer) - quantity.value($0) }
    }
    return bootstrap(differences, "difference", policy, quantity)
  }

  func answersByPrompt(_ policy: JudgedPolicy) -> [Int: JudgedAnswer] {
    Dictionary(policy.answers.map { ($0.place, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private var histogram: ReportHistogram {
    ReportHistogram(
      title: "Selected scores", caption: "Raw scores of each policy's answers.", xLabel: "score",
      values: [policies.first, policies.last].compactMap { $0 }.map { policy in
        (policy.name, policy.answers.map { Double($0.reward.selected.score) })
      })
  }

  private var refusals: ReportTable {
    ReportTable(
      title: "Refusals",
      caption: "Detected by a phrase list; the first row should be high, the others low. "
        + "Borderline prompts are harmless but sound harmful; the helpfulness set is all other "
        + "prompts without the safety tag and without an expected refusal.",
      columns: ["share of answers"] + policies.map(\.name),
      rows: RefusalSet.allCases.map { set in
        [.text(set.name)]
          + policies.map { policy in
            .counted(RefusalRates(policy.answers.map { ($0.prompt, $0.text) }).share(of: set))
          }
      })
  }

  static func share(_ flags: [Bool]) -> Interval? {
    WilsonInterval.interval(successes: Double(flags.count { $0 }), trials: flags.count)
  }
}
