package import Pipelines

/// Who compares.
package enum AnnotatorKind: String, Codable, CaseIterable, Sendable {
  /// The oracle of a world whose truth is known.
  case oracle
  /// People, in a browser.
  case people
  /// A file of answers that were given elsewhere.
  case file
}

/// The options of `collect`.
package struct CollectConfiguration: StageConfiguration, Hashable {
  /// Who compares.
  package var annotator = AnnotatorKind.people
  /// How many pairs must be judged before the run goes on; 0 is all.
  package var needed = 0
  /// Whether people are asked which answers are safe.
  package var safetyQuestion = SafetyQuestion.taggedPrompts
  /// The file of comparisons that `file` imports, relative to the data folder.
  package var path = ""

  /// People, all pairs.
  package static let standard = CollectConfiguration()

  package static let rules: [OptionRule<Self>] = [
    .choice(
      "annotator", AnnotatorKind.self,
      "Who compares: people in a browser, the oracle of a synthetic world, or a file of "
        + "comparisons made elsewhere."),
    .limit(
      "needed", "pairs",
      "How many pairs must be judged before the run goes on; 0 is all. Lower it to train on what "
        + "there is."
    ).idle("unless annotator is people") { options, _ in options.annotator != .people },
    .choice(
      "safetyQuestion", SafetyQuestion.self,
      "Whether people are also asked which answers are safe: never, for prompts with the safety "
        + "tag, or always."
    ).idle("unless annotator is people") { options, _ in options.annotator != .people },
    .text(
      "path",
      "The file of comparisons, absolute or below the folder of --data; only with annotator: file."
    ).idle("unless annotator is file") { options, _ in options.annotator != .file },
  ]

  /// Only an oracle draws; the sides that people see are drawn by what the questions say.
  package var drawsBySeed: Bool { annotator == .oracle }

  package func validate() throws {
    try checkRules()
    guard annotator != .file || !path.isEmpty else {
      throw StagesError.option("annotator: file needs the path of a file of comparisons")
    }
  }
}

/// When people are asked which answers are safe.
package enum SafetyQuestion: String, Codable, CaseIterable, Sendable {
  case never, taggedPrompts, always
}
