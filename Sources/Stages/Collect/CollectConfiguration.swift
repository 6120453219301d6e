import Pipelines

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

  package func validate() throws {
    guard needed >= 0 else { throw StagesError.option("needed must not be negative") }
    guard annotator != .file || !path.isEmpty else {
      throw StagesError.option("annotator: file needs the path of a file of comparisons")
    }
  }
}

/// When people are asked which answers are safe.
package enum SafetyQuestion: String, Codable, CaseIterable, Sendable {
  case never, taggedPrompts, always
}
