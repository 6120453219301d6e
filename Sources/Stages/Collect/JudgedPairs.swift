import Artifacts
import Corpora
import Foundation
import Labels
import Objectives
import Preferences
import TruthInference

/// Pairs with the votes of their annotators.
struct JudgedPairs {
  private let pairs: [PairRecord]
  private let answers: [String: [Answer]]

  /// Groups the answers, oldest first, by the pair that they judge.
  init(pairs: [PairRecord], answers: [Answer]) {
    self.pairs = pairs
    self.answers = Dictionary(grouping: answers, by: \.question)
  }

  /// Returns the comparisons that the votes become.
  ///
  /// Pairs in which an unsafe answer was preferred to a safe one are dropped, as the recipe says
  /// (§5), and counted; so are those without a preference and pairs that nobody judged.
  func comparisons(_ outcome: VoteOutcomes, _ counts: inout RowCounts) -> [Comparison] {
    switch outcome {
    case .majority:
      pairs.compactMap { pair in
        row(pair, answers[pair.id, default: []], &counts) { $0.preferred.map { ($0, nil) } }
      }
    case .inferred(let crowd): inferred(crowd, &counts)
    case .everyVote: everyVote(&counts)
    }
  }

  /// Returns the comparison of a pair, for the side that a rule gives with its probability.
  private func row(
    _ pair: PairRecord, _ answers: [Answer], _ counts: inout RowCounts,
    _ rule: (AnswerAggregation.Verdict) -> (side: PairSide, probability: Double?)?
  ) -> Comparison? {
    guard let verdict = AnswerAggregation.verdict(of: answers) else {
      counts.drop(answers.isEmpty ? "not judged" : "skipped by everybody asked")
      return nil
    }
    guard let (side, probability) = rule(verdict) else {
      counts.drop(verdict.agree ? "neither answer was preferred" : "annotators tied")
      return nil
    }
    guard var comparison = comparison(pair, side, verdict, answers) else {
      counts.drop("the unsafe answer was preferred to the safe one")
      return nil
    }
    comparison.probability = probability
    counts.use()
    return comparison
  }

  private func inferred(_ crowd: CrowdEstimate, _ counts: inout RowCounts) -> [Comparison] {
    let targets = crowd.labels.reduce(into: [:]) { $0[$1.item] = $1.target }
    return pairs.compactMap { pair in
      row(pair, answers[pair.id, default: []], &counts) { verdict in
        // Votes for neither say nothing of the side: nobody is to be trained on a coin.
        guard verdict.forFirst + verdict.forSecond > 0 else { return nil }
        return targets[pair.id].map { ($0.preferred, $0.probability) }
      }
    }
  }

  private func everyVote(_ counts: inout RowCounts) -> [Comparison] {
    pairs.flatMap { pair in
      let answers = answers[pair.id, default: []]
      let votes = AnswerAggregation.votes(answers)
      // A pair without a vote is counted once, as whatever it is.
      let each = votes.isEmpty ? [answers] : votes.map { [$0] }
      return each.enumerated().compactMap { number, votes in
        var comparison = row(pair, votes, &counts) { $0.preferred.map { ($0, nil) } }
        comparison?.id = "\(pair.id)-\(number + 1)"
        return comparison
      }
    }
  }

  /// What the votes say about pairs and annotators, each as reliable as the votes show.
  fileprivate func crowd() -> CrowdEstimate {
    let votes = pairs.flatMap { AnswerAggregation.votes(answers[$0.id, default: []]) }
    return GLAD().fit(
      votes.map {
        PreferenceVote(
          item: $0.question, annotator: $0.annotator, preferred: $0.preferred,
          strength: $0.strength ?? .negligible)
      })
  }

  private func comparison(
    _ pair: PairRecord, _ side: PairSide, _ verdict: AnswerAggregation.Verdict,
    _ answers: [Answer]
  ) -> Comparison? {
    var comparison = pair.comparison(preferringFirst: side == .first)
    // The strength is that of the majority; a side inferred against it has the weakest.
    comparison.strength = verdict.preferred == side ? verdict.strength : .negligible
    // Sides are drawn per person: only where all saw the same is there one that was shown first.
    let left = Set(AnswerAggregation.votes(answers).map(\.shownLeft))
    comparison.shownFirst = left.count == 1 ? (left.contains(side) ? .chosen : .rejected) : nil
    guard let safety = verdict.safety else { return comparison }
    guard let bin = safety.bin(preferring: side) else { return nil }
    comparison.safetyBin = bin
    return comparison
  }

  /// Every vote, in the order of the pairs, superseded ones included.
  var judgements: [PersonJudgement] {
    pairs.flatMap { pair in
      let answers = answers[pair.id, default: []]
      let inForce = Set(AnswerAggregation.inForce(answers).map(\.id))
      return answers.map { PersonJudgement($0, isInForce: inForce.contains($0.id)) }
    }
  }

  /// Inter-annotator agreement on pairs judged by several people.
  func overlap() -> Overlap {
    let voices = pairs.map { AnswerAggregation.votes(answers[$0.id, default: []]) }
    let verdicts = voices.compactMap { AnswerAggregation.verdict(of: $0) }
    return Overlap(
      answers: answers.values.reduce(0) { $0 + $1.count },
      inForce: voices.reduce(0) { $0 + $1.count }, judged: verdicts.count,
      shared: verdicts.count { $0.annotators > 1 }, disagreements: verdicts.count { !$0.agree },
      figures: AgreementFigures(of: Array(voices.joined())))
  }

  /// What keeps pairs with some word on them from being judged by enough people, for a sentence.
  func obstacles(_ overlap: Int) -> String {
    let open = pairs.map { answers[$0.id, default: []] }.filter {
      !$0.isEmpty && AnswerAggregation.votes($0).count < overlap
    }
    let skipped = open.count { AnswerAggregation.votes($0).isEmpty }
    let parts = [
      overlap > 1 ? "each by \(overlap) people" : nil,
      skipped > 0 ? "\(skipped) skipped by everybody asked" : nil,
      open.count > skipped ? "\(open.count - skipped) lack another person" : nil,
    ].compactMap { $0 }
    return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
  }

  /// How many pairs enough people have judged.
  func judged(byAtLeast overlap: Int) -> Int {
    pairs.count { AnswerAggregation.votes(answers[$0.id, default: []]).count >= overlap }
  }
}

/// What several votes on one pair become, with what that takes.
enum VoteOutcomes {
  case majority, everyVote
  case inferred(CrowdEstimate)

  /// Prepares a use of votes; the inference is made once, for labels and report.
  init(_ use: VoteUse, of pairs: JudgedPairs) {
    switch use {
    case .majority: self = .majority
    case .everyVote: self = .everyVote
    case .inferred: self = .inferred(pairs.crowd())
    }
  }
}

/// Agreement between annotators who judged the same pairs.
struct Overlap: Equatable {
  /// The number of votes.
  let answers: Int
  /// The number of votes in force: the latest by each annotator on each pair.
  let inForce: Int
  /// The number of pairs judged at least once.
  let judged: Int
  /// The number of pairs judged by several annotators.
  let shared: Int
  /// The number of shared pairs on whose preferred side the annotators disagree.
  let disagreements: Int
  /// How far the annotators agree beyond chance, where pairs are shared.
  let figures: AgreementFigures
}

/// One vote of an annotator, as it is kept beside the comparisons.
///
/// When it was given stays in the store: the same votes give the same bytes.
struct PersonJudgement: Codable, Equatable {
  let pair: String
  let annotator: String
  let verdict: Verdict.Name
  let strength: PreferenceStrength?
  let safety: PairSafety?
  let shownLeft: PairSide
  /// What is wrong with the pair, or why it was skipped, in the annotator's words.
  let flag: String?
  let comment: String?
  /// Whether it is the latest by its annotator and therefore counts.
  let inForce: Bool

  init(_ answer: Answer, isInForce: Bool) {
    pair = answer.question
    annotator = answer.annotator
    verdict = answer.verdict.name
    strength = answer.strength
    safety = answer.safety
    shownLeft = answer.shownLeft
    (flag, comment) = (answer.flag, answer.comment)
    inForce = isInForce
  }
}

extension Dataset where Record == PersonJudgement {
  /// The annotators' votes, stored beside the comparisons derived from them.
  static var judgements: Self { Self("comparisons", file: "judgements.jsonl") }
}
