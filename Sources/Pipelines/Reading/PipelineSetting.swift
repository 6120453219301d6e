/// A `--set` option: the same overlay as the file's, applied last.
struct PipelineSetting {
  /// The keys that lead to the value.
  let path: [String]
  private let text: String
  private let value: PipelineNode

  /// Reads `stage.key=value` or `seed=value`.
  init(_ text: String) throws {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let path = (parts.first ?? "").split(separator: ".", omittingEmptySubsequences: false)
      .map(String.init)
    guard parts.count == 2, !path.contains("") else {
      throw PipelineError.badSetting(text: text)
    }
    self.text = text
    self.path = path
    self.value = try PipelineNode(setting: String(parts[1]), place: .setting(text))
  }

  /// Returns the file with this option laid over it.
  func applied(to root: PipelineNode) throws -> PipelineNode {
    if path.count == 1 {
      guard ["seed", "name"].contains(path[0]) else {
        throw PipelineError.badSetting(text: text)
      }
      return root.overlaid(with: nested(path[...]))
    }
    let stages = root["stages"]?.entries?.map(\.key) ?? []
    guard stages.contains(path[0]) else {
      throw PipelineError.noSuchStage(
        option: "--set \(text)", .init(path[0], among: stages))
    }
    return root.overlaid(with: nested((["stages"] + path)[...]))
  }

  private func nested(_ path: ArraySlice<String>) -> PipelineNode {
    guard let key = path.first else { return value }
    let place = PipelinePlace.setting(text)
    let entry = PipelineNode.Entry(
      key: key, place: place, value: nested(path.dropFirst()))
    return PipelineNode(content: .mapping([entry]), place: place)
  }
}
