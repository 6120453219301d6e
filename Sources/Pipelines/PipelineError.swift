/// What can be wrong with a pipeline, or go wrong while it runs.
package enum PipelineError: Error {
  // Reading
  case unreadable(file: String, reason: String)
  case malformed(PipelinePlace, problem: String)
  case tooLarge(PipelinePlace, reason: String)
  case repeatedKey(PipelinePlace, key: String)
  case notAMapping(PipelinePlace, what: String)
  case missingKey(PipelinePlace, key: String, of: String)
  case unknownKey(PipelinePlace, key: String, of: String, Candidates)
  case unknownKind(PipelinePlace, stage: String, kind: String, Candidates)
  case wrongType(PipelinePlace, path: String, expected: String, found: String)
  case notAllowed(PipelinePlace, path: String, found: String, allowed: [String])
  case unfit(PipelinePlace, path: String, reason: String)
  case noEffect(PipelinePlace, path: String, reason: String)
  case badStageName(PipelinePlace, name: String)
  case badSetting(text: String)
  case invalid(PipelinePlace, stage: String, reason: String)
  // References
  case missingInput(PipelinePlace, stage: String, slot: InputSlot)
  case badReference(PipelinePlace, path: String, found: String)
  case unknownStage(PipelinePlace, path: String, reference: String, Candidates)
  case unknownOutput(PipelinePlace, path: String, reference: String, Candidates)
  case wrongKind(PipelinePlace, path: String, reference: String, found: String, wanted: String)
  case cycle(file: String, path: [String])
  // Running
  case noSuchStage(option: String, Candidates)
  case missingFile(PipelinePlace, option: String, path: String)
  case unusableFile(PipelinePlace, option: String, any Error)
  case noInput(stage: String, slot: String)
  case emptyOutput(stage: String, slot: String)
  case foreignCheckpoint(stage: String, component: String)
  case otherBits(stage: String, before: String, now: String)
  case stageFailed(stage: String, run: String, any Error)

  /// The names that would have been right.
  package struct Candidates: Hashable, Sendable {
    let name: String
    let all: [String]
    /// What the name became, if it was right once.
    let renamed: String?

    /// Takes the name that was given and those there are.
    package init(_ name: String, among all: some Sequence<String>, renamed: String? = nil) {
      self.name = name
      self.all = all.sorted()
      self.renamed = renamed
    }
  }
}
