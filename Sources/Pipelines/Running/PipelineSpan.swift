/// The stages that a run goes through, and the first one that it recomputes.
struct PipelineSpan: Hashable, Sendable {
  /// How many stages it goes through, from the first one.
  let count: Int
  /// The first stage that is recomputed even if it is finished.
  let recomputedFrom: Int?

  /// Whether the stage at a position is recomputed even if its result is stored.
  func isRecomputed(_ position: Int) -> Bool {
    recomputedFrom.map { position >= $0 } ?? false
  }
}

extension Pipeline {
  /// Returns what `--from` and `--until` ask for, or throws if they name no stage.
  func span(from: String?, until: String?) throws -> PipelineSpan {
    let first = try position(of: from, option: "--from")
    let last = try position(of: until, option: "--until")
    return PipelineSpan(count: (last ?? stages.count - 1) + 1, recomputedFrom: first)
  }

  private func position(of name: String?, option: String) throws -> Int? {
    guard let name else { return nil }
    guard let position = stages.firstIndex(where: { $0.name == name }) else {
      throw PipelineError.noSuchStage(
        option: "\(option) \(name)", .init(name, among: stages.map(\.name)))
    }
    return position
  }
}
