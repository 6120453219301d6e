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

  package static var rules: [OptionRule<Self>] {
    [
      .limit("needed", "pairs").idle("unless annotator is people") { options, _ in
        options.annotator != .people
      },
      .other("safetyQuestion").idle("unless annotator is people") { options, _ in
        options.annotator != .people
      },
      .other("path").idle("unless annotator is file") { options, _ in options.annotator != .file },
    ]
  }

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
