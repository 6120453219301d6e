package import Pipelines

/// The source of the preference labels.
package enum AnnotatorKind: String, Codable, CaseIterable, Sendable {
  /// The oracle of a synthetic world whose ground truth is known.
  case oracle
  /// Human annotators, in a browser.
  case people
  /// A file of comparisons labelled elsewhere.
  case file
}

/// The options of `collect`.
package struct CollectConfiguration: StageConfiguration, Hashable {
  /// The source of the preference labels.
  package var annotator = AnnotatorKind.people
  /// How many pairs must be judged before the run can resume; 0 is all.
  package var needed = 0
  /// How many annotators judge each pair.
  package var overlap = 1
  /// What becomes of several votes on one pair.
  package var votes = VoteUse.majority
  /// The Markdown file that annotators read beside each pair, relative to the data folder.
  package var guidelines = ""
  /// Whether annotators are also asked which answers are safe.
  package var safetyQuestion = SafetyQuestion.taggedPrompts
  /// The file of comparisons that `file` imports, relative to the data folder.
  package var path = ""

  /// The longest guidelines, in bytes.
  static let longestGuidelines = 1 << 20

  /// Human annotators, all pairs.
  package static let standard = CollectConfiguration()

  package static let rules: [OptionRule<Self>] = [
    .choice(
      "annotator", AnnotatorKind.self,
      "Who labels the pairs: people in a browser, the oracle of a synthetic world, or a file of "
        + "comparisons labelled elsewhere."),
    .limit(
      "needed", "pairs",
      "How many pairs must be judged before the run can resume; 0 is all. Lower it to train on the "
        + "labels collected so far."
    ).idle("unless annotator is people") { options, _ in options.annotator != .people },
    .count(
      "overlap", 1...100, "annotators",
      "How many annotators judge each pair; a pair counts as judged once so many have."
    ).idle("unless annotator is people") { options, _ in options.annotator != .people },
    .choice(
      "votes", VoteUse.self,
      "What several votes on a pair become: the side of the majority, one comparison for every "
        + "vote, or the side and its probability inferred from how reliable each annotator is "
        + "(GLAD), on which a reward model is trained as a soft label."
    ).idle("unless annotator is people") { options, _ in options.annotator != .people },
    .text(
      "guidelines",
      "A Markdown file that annotators can read beside each pair, absolute or relative to the "
        + "--data folder; data/guidelines has one for helpfulness and one for safety."
    ).idle("unless annotator is people") { options, _ in options.annotator != .people },
    .choice(
      "safetyQuestion", SafetyQuestion.self,
      "Whether annotators also label which answers are safe: never, for prompts with the safety "
        + "tag, or always."
    ).idle("unless annotator is people") { options, _ in options.annotator != .people },
    .text(
      "path",
      "The file of comparisons, absolute or relative to the --data folder; only with annotator: "
        + "file."
    ).idle("unless annotator is file") { options, _ in options.annotator != .file },
  ]

  /// Only the oracle draws from the seed; the sides people see are derived from the questions.
  package var drawsBySeed: Bool { annotator == .oracle }

  package func validate() throws {
    try checkRules()
    guard annotator != .file || !path.isEmpty else {
      throw StagesError.option("annotator: file needs the path of a file of comparisons")
    }
  }
}

/// What becomes of several votes on one pair.
package enum VoteUse: String, Codable, CaseIterable, Sendable {
  /// One comparison per pair, for the side that most prefer.
  case majority
  /// One comparison per vote that prefers a side.
  case everyVote
  /// One comparison per pair, with the probability inferred from how reliable its annotators are.
  case inferred
}

/// When annotators are asked which answers are safe.
package enum SafetyQuestion: String, Codable, CaseIterable, Sendable {
  case never, taggedPrompts, always
}
