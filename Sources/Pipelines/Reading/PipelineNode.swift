/// A part of a pipeline file, with the place it stands at; its texts have no type yet.
struct PipelineNode {
  /// What the part is.
  indirect enum Content {
    case text(String, isQuoted: Bool)
    case list([PipelineNode])
    case mapping([Entry])
  }

  /// One key of a mapping and its value.
  struct Entry {
    var key: String
    var place: PipelinePlace
    var value: PipelineNode
  }

  var content: Content
  var place: PipelinePlace

  /// The entries, if this is a mapping.
  var entries: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// The text, if this is a single one.
  var text: String? {
    if case .text(let text, _) = content { text } else { nil }
  }

  /// Returns the value of a key, if this is a mapping that has it.
  subscript(key: String) -> PipelineNode? {
    entries?.first { $0.key == key }?.value
  }

  /// Returns this part with another laid over it: mappings merge, everything else is replaced.
  func overlaid(with other: PipelineNode) -> PipelineNode {
    guard var entries, let changes = other.entries else { return other }
    for change in changes {
      if let index = entries.firstIndex(where: { $0.key == change.key }) {
        entries[index].value = entries[index].value.overlaid(with: change.value)
        entries[index].place = change.place
      } else {
        entries.append(change)
      }
    }
    return PipelineNode(content: .mapping(entries), place: place)
  }
}
