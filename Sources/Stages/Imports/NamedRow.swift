import Corpora

/// A row with a name that later stages find it by.
protocol NamedRow {
  var id: String { get set }
}

extension Demonstration: NamedRow {}
extension Comparison: NamedRow {}
extension PromptRecord: NamedRow {}
extension DialogueRecord: NamedRow {}

/// Ids that stay unique when rows of several files are combined.
struct RowNames {
  private var seen: [String: Int] = [:]

  /// Returns the row's id prefixed with its file's name, and numbered if it repeats.
  mutating func unique(_ id: String, in file: RecordFile) -> String {
    let stem = String(file.name.prefix { $0 != "." })
    let name = id.hasPrefix(stem + ":") ? id : "\(stem):\(id)"
    let count = seen[name, default: 0] + 1
    seen[name] = count
    return count == 1 ? name : "\(name)~\(count)"
  }
}
